//! The committed document is the one that the code describes, and the deployment serves it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(path, item)| {
        METHODS.into_iter().filter_map(move |method| {
            let operation = item.get(method)?;
            Some((format!("{} {path}", method.to_uppercase()), operation))
        })
    });
    operations.collect()
}

#[test]
fn the_committed_document_is_fresh() {
    let committed = fs::read_to_string(root().join("docs/openapi.json")).unwrap();
    assert!(
        committed == baton_openapi::text().unwrap(),
        "docs/openapi.json is stale: run `cargo run -p baton-openapi`"
    );
}

#[test]
fn every_deployed_route_is_described_and_every_described_route_is_deployed() {
    let document = baton_openapi::document().unwrap();
    let described: BTreeSet<String> = operations(&document)
        .into_iter()
        .map(|(route, _)| route)
        .collect();
    let mut deployed = BTreeSet::new();
    for entry in fs::read_dir(root().join("infra")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with("api") {
            continue;
        }
        let template = fs::read_to_string(&path).unwrap();
        deployed.extend(template.lines().filter_map(|line| {
            let route = line.trim().strip_prefix("RouteKey:")?;
            Some(route.trim().trim_matches(['"', '\'']).to_owned())
        }));
    }
    assert_eq!(described, deployed);
}

#[test]
fn every_function_folder_with_a_route_is_described() {
    let manifest = fs::read_to_string(root().join("tests/openapi/Cargo.toml")).unwrap();
    for entry in fs::read_dir(root().join("functions")).unwrap() {
        let folder = entry.unwrap();
        let Ok(code) = fs::read_to_string(folder.path().join("src/main.rs")) else {
            continue;
        };
        if code.contains("http::serve") {
            let name = folder.file_name().to_string_lossy().into_owned();
            let dependency = format!("../../functions/{name}\"");
            assert!(manifest.contains(&dependency), "{name} is not described");
        }
    }
}

#[test]
fn every_operation_has_a_name_a_tag_a_summary_and_problems() {
    let document = baton_openapi::document().unwrap();
    let mut names = BTreeSet::new();
    for (route, operation) in operations(&document) {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "{name} names two operations");
        assert!(operation["tags"][0].is_string(), "{route} has no tag");
        assert!(operation["summary"].is_string(), "{route} has no summary");
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')));
        for (status, response) in responses {
            if status.starts_with(['4', '5']) {
                let content = &response["content"]["application/problem+json"];
                assert!(content.is_object(), "{route} {status} is no problem");
            }
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn check(document: &Value, value: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get("$ref") {
                    let pointer = reference.trim_start_matches('#');
                    assert!(document.pointer(pointer).is_some(), "{reference}");
                }
                members.values().for_each(|member| check(document, member));
            }
            Value::Array(items) => items.iter().for_each(|item| check(document, item)),
            _ => {}
        }
    }
    let document = baton_openapi::document().unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    check(&document, &document);
}
