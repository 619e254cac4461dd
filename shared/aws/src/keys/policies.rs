//! Keys of versions of policies, and of what is tried with them, in the directory's table.

use baton_domain::{PolicyId, SimulationId, TenantId, Version};

use super::Key;

/// The sort key that every draft's of a policy begins with.
pub(crate) const POLICY_DRAFTS: &str = "draft#";
/// The sort key that every policy's begins with that was live once.
pub(crate) const POLICIES_PAST: &str = "past#";
/// The sort key that every draft's begins with that was thrown away.
pub(crate) const POLICIES_DISCARDED: &str = "discarded#";
/// The sort key that every part of a simulation's sample begins with.
pub(crate) const SAMPLE_PARTS: &str = "sample#";
/// The sort key that every simulation's begins with.
pub(crate) const SIMULATION_RUNS: &str = "run#";

impl Key {
    /// All versions of a tenant's policy but the one that is live.
    #[must_use]
    pub fn policies_partition(tenant: &TenantId) -> String {
        format!("{tenant}#policies")
    }

    /// A draft of a policy. Read by id; listed newest first.
    #[must_use]
    pub fn policy_draft(tenant: &TenantId, id: PolicyId) -> Self {
        Self::new(
            Self::policies_partition(tenant),
            format!("{POLICY_DRAFTS}{id}"),
        )
    }

    /// A policy that was live once. Read by id; listed newest first.
    #[must_use]
    pub fn policy_past(tenant: &TenantId, id: PolicyId) -> Self {
        Self::new(
            Self::policies_partition(tenant),
            format!("{POLICIES_PAST}{id}"),
        )
    }

    /// A draft of a policy that was thrown away. Read by id; listed nowhere.
    #[must_use]
    pub fn policy_discarded(tenant: &TenantId, id: PolicyId) -> Self {
        Self::new(
            Self::policies_partition(tenant),
            format!("{POLICIES_DISCARDED}{id}"),
        )
    }

    /// What was done to a version of a policy, by whom: all of them in one query.
    #[must_use]
    pub fn policy_changes(tenant: &TenantId, id: PolicyId) -> String {
        format!("{tenant}#policy#{id}")
    }

    /// One thing that was done to a version of a policy.
    #[must_use]
    pub fn policy_change(tenant: &TenantId, id: PolicyId, version: Version) -> Self {
        Self::new(
            Self::policy_changes(tenant, id),
            format!("{:012}", version.0),
        )
    }

    /// All simulations of a tenant's, and which of them is not over.
    #[must_use]
    pub fn simulations_partition(tenant: &TenantId) -> String {
        format!("{tenant}#simulations")
    }

    /// The place of the simulation that is not over: a tenant has one at a time.
    #[must_use]
    pub fn live_simulation(tenant: &TenantId) -> Self {
        Self::new(Self::simulations_partition(tenant), "live")
    }

    /// What a simulation works with.
    #[must_use]
    pub fn simulation_partition(tenant: &TenantId, id: SimulationId) -> String {
        format!("{tenant}#simulation#{id}")
    }

    /// A simulation: how far it has come, and what came of it. Read by id; listed newest first.
    #[must_use]
    pub fn simulation(tenant: &TenantId, id: SimulationId) -> Self {
        Self::new(
            Self::simulations_partition(tenant),
            format!("{SIMULATION_RUNS}{id}"),
        )
    }

    /// The policies that a simulation compares.
    #[must_use]
    pub fn simulation_inputs(tenant: &TenantId, id: SimulationId) -> Self {
        Self::new(Self::simulation_partition(tenant, id), "inputs")
    }

    /// A part of the conversations that a simulation drew.
    #[must_use]
    pub fn simulation_sample(tenant: &TenantId, id: SimulationId, part: usize) -> Self {
        Self::new(
            Self::simulation_partition(tenant, id),
            format!("{SAMPLE_PARTS}{part:03}"),
        )
    }
}
