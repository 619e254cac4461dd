//! What was read, believed for a while.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

struct Entry<V> {
    value: V,
    read_at: Timestamp,
    believed: SignedDuration,
}

impl<V> Entry<V> {
    /// Not before it was read either: a clock that was set back must not make it last.
    fn is_believed(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.read_at);
        !age.is_negative() && age < self.believed
    }
}

/// What was read, believed for a while. Holds so many values and no more.
pub(crate) struct Cache<K, V> {
    capacity: usize,
    entries: Mutex<HashMap<K, Entry<V>>>,
}

impl<K: Eq + Hash, V: Clone> Cache<K, V> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            entries: Mutex::new(HashMap::new()),
        }
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<K, Entry<V>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The value, if it is still believed.
    pub(crate) fn get(&self, key: &K, now: Timestamp) -> Option<V> {
        self.entries()
            .get(key)
            .filter(|entry| entry.is_believed(now))
            .map(|entry| entry.value.clone())
    }

    /// Believes a value for this long.
    pub(crate) fn put(&self, key: K, value: V, now: Timestamp, believed: SignedDuration) {
        let mut entries = self.entries();
        // What nobody would get any more is no reason to hold memory.
        entries.retain(|_, entry| entry.is_believed(now));
        if entries.len() >= self.capacity && !entries.contains_key(&key) {
            entries.clear();
        }
        entries.insert(
            key,
            Entry {
                value,
                read_at: now,
                believed,
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: SignedDuration = SignedDuration::from_secs(60);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_value_is_believed_for_its_time_and_no_longer() {
        let cache = Cache::new(10);
        cache.put("a", 1, at(100), MINUTE);
        assert_eq!(cache.get(&"a", at(100)), Some(1));
        assert_eq!(cache.get(&"a", at(159)), Some(1));
        assert_eq!(cache.get(&"a", at(160)), None);
        assert_eq!(cache.get(&"a", at(99)), None, "the clock was set back");
        assert_eq!(cache.get(&"b", at(100)), None);
    }

    #[test]
    fn it_never_holds_more_than_it_may() {
        let cache = Cache::new(3);
        cache.put(0, 0, at(0), MINUTE);
        for key in 1..3 {
            cache.put(key, key, at(50), MINUTE);
        }
        cache.put(3, 3, at(70), MINUTE);
        assert_eq!(cache.get(&0, at(70)), None);
        assert_eq!(
            cache.get(&1, at(70)),
            Some(1),
            "what is still believed stays"
        );
        assert_eq!(cache.get(&3, at(70)), Some(3));
        cache.put(4, 4, at(71), MINUTE);
        assert_eq!(cache.get(&4, at(71)), Some(4));
        assert!(cache.entries().len() <= 3);
    }

    #[test]
    fn what_is_not_believed_any_more_goes_with_the_next_that_comes() {
        let cache = Cache::new(1_000);
        for key in 0..10 {
            cache.put(key, key, at(0), MINUTE);
        }
        cache.put(10, 10, at(60), MINUTE);
        assert_eq!(cache.entries().len(), 1);
    }
}
