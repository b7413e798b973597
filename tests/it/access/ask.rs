//! Documents made from the schema: every field of every type within reach, inputs of the right shape.

use std::collections::{BTreeSet, HashSet, VecDeque};

use serde_json::{Map, Value, json};

use super::introspected::{Field, Input, Named, Of, Schema};
use super::stage::Stage;

/// Enough to see that there are rows; a list in a list multiplies what a document costs.
const FIRST: i32 = 3;

/// Of a list that is asked for in several states at once, or in an order: all that the stage has.
const ALL: i32 = 20;

/// It names one thing out of several, as inputs do that the schema calls so: who names more is refused before anything is
/// looked for.
const ONE_OF: &str = "PrepareEvidenceBundleInput";

/// Makes documents and remembers which fields they ask for.
pub struct Asker<'s> {
    pub schema: &'s Schema,
    pub stage: &'s Stage,
    /// Type and field.
    pub asked: BTreeSet<(String, String)>,
    /// Which value of an enumeration is given where only one is taken.
    pub variant: usize,
}

/// A place in a document whose selection is to be written.
struct Place {
    of: String,
    fields: Vec<(String, Option<usize>)>,
}

impl<'s> Asker<'s> {
    pub fn new(schema: &'s Schema, stage: &'s Stage) -> Self {
        Self { schema, stage, asked: BTreeSet::new(), variant: 0 }
    }

    /// A query of one root field with everything below it. In another order than the first stand the same objects: they are
    /// asked for in short.
    pub fn query(&mut self, field: &Field) -> String {
        let several = field.args.iter().any(|arg| arg.of.items().is_some() && self.is_word(arg));
        let ordered = field.args.iter().any(|arg| arg.name == "orderBy" && self.is_word(arg));
        let named = field.of.named();
        let known = named.strip_suffix("Connection").filter(|_| ordered && self.variant > 0);
        let below = self.selection(named, known);
        format!("{{ {}{below} }}", self.call(field, if several || ordered { ALL } else { FIRST }))
    }

    /// A query of an object by its global id with everything below it.
    pub fn node(&mut self, of: &str) -> String {
        let below = self.selection(of, None);
        format!("{{ node(id: \"{}\") {{ ... on {of} {below} }} }}", self.stage.node(of))
    }

    /// A mutation, asking for no more of its payload than whether there is an object; and its input.
    pub fn mutation(&self, field: &Field) -> (String, Value) {
        let [input] = field.args.as_slice() else { panic!("{} takes one input", field.name) };
        let payload = self.schema.fields(field.of.named());
        let part = |part: &Field| match part.name.as_str() {
            "errors" => "errors { code field }".to_owned(),
            // Each element of a request over many has a result of its own.
            "results" => "results { errors { code field } }".to_owned(),
            name if self.schema.is_leaf(&part.of) => name.to_owned(),
            name => format!("{name} {{ __typename }}"),
        };
        let parts: Vec<String> = payload.iter().map(part).collect();
        let (name, kind) = (&field.name, input.of.written());
        let document = format!("mutation($input: {kind}) {{ {name}(input: $input) {{ {} }} }}", parts.join(" "));
        (document, json!({ "input": self.value(&input.name, &input.of) }))
    }

    /// The field with the arguments that it must have, words of enumerations, and pages kept short.
    fn call(&self, field: &Field, first: i32) -> String {
        let wanted = |arg: &&Input| arg.needed() || arg.name == "first" || self.is_word(arg);
        let written = |arg: &Input| match arg.name.as_str() {
            "first" => format!("first: {first}"),
            name if self.is_word(arg) => format!("{name}: {}", literal(&self.argument(field, arg)).replace('"', "")),
            name => format!("{name}: {}", literal(&self.argument(field, arg))),
        };
        let args: Vec<String> = field.args.iter().filter(wanted).map(written).collect();
        if args.is_empty() { field.name.clone() } else { format!("{}({})", field.name, args.join(", ")) }
    }

    fn is_word(&self, arg: &Input) -> bool {
        self.schema.types[arg.of.named()].kind == "ENUM"
    }

    fn argument(&self, field: &Field, arg: &Input) -> Value {
        match arg.name.as_str() {
            // Of which type is said by the field alone.
            "id" => json!(self.stage.node(match field.name.as_str() {
                "node" => "Ticket",
                "objectHistory" => "ServiceContract",
                _ => field.of.named(),
            })),
            "number" => json!(self.stage.number),
            name => match self.schema.types[arg.of.named()].enum_values.as_deref() {
                Some(words) if arg.of.items().is_some() => self.words(name, words),
                _ => self.value(name, &arg.of),
            },
        }
    }

    /// Each word lets other objects through: all at once, but for the dimensions of a report, which are at most two.
    fn words(&self, name: &str, words: &[Named]) -> Value {
        let two = self.variant * 2 % words.len().next_multiple_of(2);
        let given = match name {
            "groupBy" => vec![&words[two], &words[(two + 1) % words.len()]],
            _ => words.iter().collect(),
        };
        given.into_iter().map(|word| json!(word.name)).collect()
    }

    /// A value of an input. Ids are of Nanning's objects, also where they could be left out: each may be a door.
    fn value(&self, name: &str, of: &Of) -> Value {
        if let Some(items) = of.items() {
            return json!([self.value(name, items)]);
        }
        let of = &self.schema.types[of.named()];
        match (of.kind.as_str(), of.name.as_str()) {
            ("INPUT_OBJECT", _) => {
                let fields = of.input_fields.as_deref().unwrap_or_default();
                // A question about deadlines says a priority, or impact and urgency in its place.
                let asked = |field: &&Input| field.needed() || field.of.named() == "ID" || field.name == "priority";
                let mut given: Vec<&Input> = fields.iter().filter(asked).collect();
                if of.is_one_of == Some(true) || of.name == ONE_OF {
                    given = vec![&fields[self.variant % fields.len()]];
                }
                let given = given.into_iter().map(|of| (of.name.clone(), self.value(&of.name, &of.of)));
                Value::Object(given.collect::<Map<_, _>>())
            }
            ("ENUM", _) => {
                let values = of.enum_values.as_deref().unwrap_or_default();
                json!(values[self.variant % values.len()].name)
            }
            (_, "ID") => json!(self.stage.id(name)),
            (_, "Int" | "Int64") => json!(1),
            (_, "Boolean") => json!(false),
            (_, "DateTime") => json!("2026-03-02T01:00:00Z"),
            (_, "NaiveDate" | "Date") => json!("2026-03-02"),
            (_, "Money") => json!("1.00"),
            (_, "JSON") => json!({}),
            (_, "String") => json!(match name {
                "regionCode" => "450100",
                "zone" => "Asia/Shanghai",
                "words" => "青秀山节点",
                "recurrence" => "FREQ=MONTHLY;BYDAY=1MO",
                "preset" => "GBT-33850",
                // Of the scheme of Nanning's contract.
                "criterion" => "RESPOND",
                "timeOfDay" => "08:30",
                "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" => "08:00-12:00",
                _ => "某些文字 some words",
            }),
            (_, new) => panic!("{new} is new: what is a value of it? say so in access/ask.rs"),
        }
    }

    /// Everything below an object, breadth first: a type is written out where it is met first and in short elsewhere,
    /// one that is known from another document in short everywhere.
    fn selection(&mut self, root: &str, known: Option<&str>) -> String {
        let mut places = vec![Place { of: root.to_owned(), fields: vec![] }];
        let mut seen: HashSet<String> = known.into_iter().map(str::to_owned).collect();
        let mut waiting = VecDeque::from([0]);
        while let Some(at) = waiting.pop_front() {
            let of = places[at].of.clone();
            let whole = seen.insert(of.clone());
            for field in self.schema.fields(&of) {
                let leaf = self.schema.is_leaf(&field.of);
                if !leaf && !whole && !of.ends_with("Connection") {
                    continue;
                }
                self.asked.insert((of.clone(), field.name.clone()));
                let below = (!leaf).then(|| {
                    places.push(Place { of: field.of.named().to_owned(), fields: vec![] });
                    waiting.push_back(places.len() - 1);
                    places.len() - 1
                });
                places[at].fields.push((self.call(field, FIRST), below));
            }
        }
        written(&places, 0)
    }
}

fn written(places: &[Place], at: usize) -> String {
    let field = |(call, below): &(String, Option<usize>)| match below {
        Some(below) => format!("{call}{}", written(places, *below)),
        None => call.clone(),
    };
    let fields: Vec<String> = places[at].fields.iter().map(field).collect();
    format!(" {{ __typename {} }}", fields.join(" "))
}

/// A value as it stands in a document: only texts, numbers and input objects of these.
fn literal(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<String> = fields.iter().map(|(name, of)| format!("{name}: {}", literal(of))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        plain => plain.to_string(),
    }
}
