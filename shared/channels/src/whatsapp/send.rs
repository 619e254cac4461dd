//! Sends through the Graph API.
