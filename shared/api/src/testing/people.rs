//! How the company is arranged.

use baton_domain::GroupId;
use serde_json::Value;

use super::ask::Colleague;
use super::story::Office;
use crate::acting::answer;
use crate::group::Group;

impl Office {
    /// Makes a team with this name in somebody's company.
    pub async fn team(&self, by: &Colleague, name: &str) -> GroupId {
        let asked = by.asks("POST", "/v1/groups").request().asked().unwrap();
        let wording = |group: &_| answer(201, &Group::from(group));
        let made = self.people.add_group(&asked, name, &wording).await.unwrap();
        let made: Value = serde_json::from_str(&made.body).unwrap();
        made["id"].as_str().unwrap().parse().unwrap()
    }
}
