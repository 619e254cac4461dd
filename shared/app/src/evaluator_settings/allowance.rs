//! Which models of Amazon Bedrock tenants may use, and what these cost: whoever pays for the account
//! says so.

use std::str::FromStr;

use baton_domain::Flaw;

use super::{EvaluatorKind, EvaluatorSettings, SettingsProblem};

/// A model that tenants may use.
#[derive(Debug, Clone, PartialEq)]
struct BedrockModel {
    /// Its id, or the id of an inference profile.
    id: String,
    /// Where; none for the deployment's own region.
    region: Option<String>,
    /// What a million tokens that are read cost, in US dollars.
    input_price: f64,
    /// What a million tokens that are written cost, in US dollars.
    output_price: f64,
}

/// The models that tenants may use; without any, none.
///
/// As text: `id=input/output` or `id@region=input/output`, with US dollars for a million tokens, one
/// after the other with commas or blanks between them. An id without a region is for tenants that
/// name none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BedrockModels(Vec<BedrockModel>);

/// A list of models is not in the agreed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("models of Bedrock are written as `id=input/output` or `id@region=input/output`")]
pub struct NoModels;

impl FromStr for BedrockModels {
    type Err = NoModels;

    fn from_str(text: &str) -> Result<Self, NoModels> {
        text.split(|c: char| c == ',' || c.is_whitespace())
            .filter(|entry| !entry.is_empty())
            .map(|entry| model(entry).ok_or(NoModels))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

fn model(entry: &str) -> Option<BedrockModel> {
    let (name, prices) = entry.split_once('=')?;
    let (input, output) = prices.split_once('/')?;
    let (id, region) = match name.split_once('@') {
        Some((id, region)) => (id, Some(region)),
        None => (name, None),
    };
    let price = |text: &str| {
        let price: f64 = text.parse().ok()?;
        (0.0..=10_000.0).contains(&price).then_some(price)
    };
    (!id.is_empty() && region != Some("")).then_some(BedrockModel {
        id: id.to_owned(),
        region: region.map(str::to_owned),
        input_price: price(input)?,
        output_price: price(output)?,
    })
}

impl BedrockModels {
    /// These settings with what their model costs in truth; none where a tenant may not use it.
    #[must_use]
    pub fn priced(&self, settings: &EvaluatorSettings) -> Option<EvaluatorSettings> {
        let model = self.0.iter().find(|model| {
            settings.model.as_ref() == Some(&model.id) && settings.region == model.region
        })?;
        Some(EvaluatorSettings {
            input_price: model.input_price,
            output_price: model.output_price,
            ..settings.clone()
        })
    }

    /// What keeps a tenant from using the model of these settings; nothing where it is allowed, or
    /// none of Bedrock's. Where the model would be allowed in another region, the region is wrong.
    #[must_use]
    pub fn problem(&self, settings: &EvaluatorSettings) -> Option<SettingsProblem> {
        if settings.kind != EvaluatorKind::Bedrock || self.priced(settings).is_some() {
            return None;
        }
        let is_elsewhere = self
            .0
            .iter()
            .any(|model| settings.model.as_ref() == Some(&model.id));
        Some(SettingsProblem {
            field: if is_elsewhere { "region" } else { "model" }.to_owned(),
            flaw: self.flaw(),
            problem: self.told(),
        })
    }

    /// Which models there are to choose from.
    fn flaw(&self) -> Flaw {
        if self.0.is_empty() {
            return Flaw::NoneOffered;
        }
        let named = |model: &BedrockModel| match &model.region {
            Some(region) => format!("{}@{region}", model.id),
            None => model.id.clone(),
        };
        Flaw::NotOffered {
            options: self.0.iter().map(named).collect(),
        }
    }

    /// The same, for people.
    fn told(&self) -> String {
        if self.0.is_empty() {
            return "This deployment allows no models of Bedrock.".to_owned();
        }
        let models: Vec<String> = self.0.iter().map(BedrockModel::told).collect();
        format!("This deployment allows {}.", models.join(", "))
    }
}

impl BedrockModel {
    fn told(&self) -> String {
        match &self.region {
            Some(region) => format!("`{}` with the region `{region}`", self.id),
            None => format!("`{}` without a region", self.id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(model: &str, region: Option<&str>) -> EvaluatorSettings {
        EvaluatorSettings {
            kind: EvaluatorKind::Bedrock,
            model: Some(model.into()),
            region: region.map(str::to_owned),
            ..EvaluatorSettings::default()
        }
    }

    #[test]
    fn a_model_is_allowed_where_it_is_listed_and_costs_what_stands_there() {
        let models: BedrockModels =
            "vendor.small-v1:0=0.25/1.25,\n vendor.small-v1:0@us-east-1=1/2"
                .parse()
                .unwrap();
        let here = models.priced(&settings("vendor.small-v1:0", None)).unwrap();
        assert_eq!((here.input_price, here.output_price), (0.25, 1.25));
        let there = settings("vendor.small-v1:0", Some("us-east-1"));
        let there = models.priced(&there).unwrap();
        assert_eq!((there.input_price, there.output_price), (1.0, 2.0));
        for (model, region) in [
            ("vendor.small-v1:0", Some("eu-west-1")),
            ("vendor.large-v1:0", None),
            ("vendor.small-v1", None),
        ] {
            assert_eq!(models.priced(&settings(model, region)), None);
        }
        let none: BedrockModels = "".parse().unwrap();
        assert_eq!(none.priced(&settings("vendor.small-v1:0", None)), None);
    }

    #[test]
    fn whoever_chooses_another_model_is_told_which_there_are() {
        let models: BedrockModels = "vendor.small-v1:0=0.25/1.25 vendor.small-v1:0@us-east-1=1/2"
            .parse()
            .unwrap();
        let problem = |models: &BedrockModels, model: &str, region: Option<&str>| {
            let found = models.problem(&settings(model, region))?;
            Some((found.field, found.problem))
        };
        let told = "This deployment allows `vendor.small-v1:0` without a region, \
                    `vendor.small-v1:0` with the region `us-east-1`.";
        for (model, region, field) in [
            ("vendor.large-v1:0", None, "model"),
            ("vendor.large-v1:0", Some("us-east-1"), "model"),
            ("vendor.small-v1:0", Some("eu-west-1"), "region"),
        ] {
            assert_eq!(
                problem(&models, model, region),
                Some((field.to_owned(), told.to_owned()))
            );
        }
        let found = models.problem(&settings("vendor.large-v1:0", None));
        let options = ["vendor.small-v1:0", "vendor.small-v1:0@us-east-1"];
        let options = options.map(str::to_owned).to_vec();
        assert_eq!(found.unwrap().flaw, Flaw::NotOffered { options });
        let none = BedrockModels::default();
        let refused = "This deployment allows no models of Bedrock.";
        assert_eq!(
            problem(&none, "vendor.small-v1:0", None),
            Some(("model".to_owned(), refused.to_owned()))
        );
        for region in [None, Some("us-east-1")] {
            assert_eq!(problem(&models, "vendor.small-v1:0", region), None);
        }
        let elsewhere = EvaluatorSettings {
            kind: EvaluatorKind::OpenaiCompatible,
            ..settings("vendor.large-v1:0", None)
        };
        assert_eq!(none.problem(&elsewhere), None);
    }

    #[test]
    fn what_is_written_otherwise_is_refused() {
        for text in [
            "m", "m=1", "m=1/", "m=1/x", "=1/2", "m@=1/2", "m=-1/2", "m=1/NaN",
        ] {
            assert_eq!(text.parse::<BedrockModels>(), Err(NoModels), "{text}");
        }
    }
}
