//! What the store promises, as a suite that any deployment's tables can be held to: in process on
//! dynoxide, and on a deployed stack.
//!
//! Each function is one promise and panics where it is broken. [`crate::for_each_contract`] runs a
//! macro over all of their names. A [`Harness`] brings the tables and a tenant that nobody used.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a promise that is broken panics"
)]

mod commits;
mod conversations;
mod deliveries;
mod escalations;
pub(crate) mod fixture;
mod parity;
mod quotas;
mod simulations;
mod takes;

pub use commits::*;
pub use conversations::*;
pub use deliveries::*;
pub use escalations::*;
pub use fixture::Harness;
pub use parity::*;
pub use quotas::*;
pub use simulations::*;
pub use takes::*;

/// Runs a macro over the name of every promise.
#[macro_export]
macro_rules! for_each_contract {
    ($run:ident) => {
        $run!(nothing_is_there_before_the_first_commit);
        $run!(what_is_committed_is_read_back_in_one_request_each);
        $run!(a_commit_on_an_older_version_conflicts);
        $run!(a_receipt_is_recorded_once_and_tells_its_outcome);
        $run!(a_wait_that_a_delivery_ended_is_not_brought_back);
        $run!(ticket_numbers_are_unique_and_rise_under_concurrent_escalations);
        $run!(of_several_refusals_the_first_in_order_is_told);
        $run!(a_load_never_falls_below_nothing);
        $run!(an_ended_escalation_is_read_by_its_id);
        $run!(a_message_only_moves_forward_and_keeps_its_revision);
        $run!(of_fifty_agents_one_takes_an_escalation);
        $run!(a_take_is_one_request_and_counts_against_capacity);
        $run!(a_take_tells_every_refusal_apart);
        $run!(what_is_said_of_a_contact_and_a_take_both_hold);
        $run!(a_repeated_take_is_answered_the_same);
        $run!(a_released_escalation_waits_anew_and_is_taken_by_another);
        $run!(a_take_is_remembered_behind_what_was_done_before);
        $run!(what_a_take_promised_is_filed_once);
        $run!(a_take_does_what_the_domain_decides);
        $run!(the_queue_is_listed_by_urgency_then_wait);
        $run!(the_queue_is_listed_by_wait_and_newest_first);
        $run!(every_filter_of_escalations_narrows_the_list);
        $run!(sections_part_mine_from_waiting_and_teammates);
        $run!(the_episodes_of_a_thread_are_listed_newest_first);
        $run!(a_cursor_goes_on_where_the_page_ended_and_fits_no_other_list);
        $run!(counts_tell_how_many_stand_where);
        $run!(conversations_are_listed_last_active_first);
        $run!(conversations_are_found_by_contact_and_by_agent);
        $run!(a_foreign_tenant_sees_nothing);
        $run!(messages_are_read_in_ranges);
        $run!(a_message_is_found_by_its_providers_id);
        $run!(a_timer_is_listed_once_it_rang);
        $run!(a_send_is_claimed_once_in_one_request);
        $run!(a_bots_message_is_not_sent_once_somebody_took_over);
        $run!(a_person_may_send_whatever_the_epoch);
        $run!(a_claim_that_is_given_back_can_be_claimed_again);
        $run!(the_widget_claims_and_settles_in_one_request);
        $run!(statuses_in_any_order_end_in_the_same_place);
        $run!(a_sent_answer_ends_the_wait_and_a_failed_one_rings_the_timer);
        $run!(a_failure_that_is_not_the_answers_is_left_to_be_decided);
        $run!(a_provider_id_is_kept_even_when_its_status_came_first);
        $run!(a_charge_is_part_of_the_commit_and_the_account_of_the_load);
        $run!(a_charge_that_does_not_hold_writes_nothing_and_tells_what_is_left);
        $run!(the_store_charges_as_the_domain_does);
        $run!(of_fifty_answers_at_once_as_many_go_through_as_are_left);
        $run!(a_pack_is_added_once_and_never_over_a_charge);
        $run!(only_the_simulation_that_has_the_place_gives_it_up);
    };
}
