//! The one walk: every part of every contract once, past every rule that looks at such parts.

use crate::cx::Found;
use crate::rule::Hook;
use crate::scene::{ExampleView, OperationView, ParameterView};
use crate::{ContractView, Cx, Input, Scene, SchemaView, Settings, Surfaces, rules};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use stipula_model::{Kw, NodeRef, Parameter, SchemaId};

/// Schemas that one task looks at: enough that making a task costs nothing beside it.
const CHUNK: usize = 1024;

pub(crate) fn walk(scene: &Scene<'_>, input: &Input<'_>) -> Vec<Found> {
    let (settings, evidence) = (input.settings, input.evidence);
    let on = On::of(settings, input.is_repository);
    let within = |work: &(dyn Fn(&Cx<'_>) + Sync)| {
        let cx = Cx::new(scene, settings, evidence);
        work(&cx);
        cx.into_found()
    };
    let (mut found, rest) = rayon::join(
        || -> Vec<Found> {
            let chunks = scene.schemas().par_chunks(CHUNK);
            chunks.flat_map_iter(|chunk| within(&|cx| chunk.iter().for_each(|view| on.schema(cx, view)))).collect()
        },
        || -> Vec<Found> {
            let contracts = scene.contracts.par_iter().filter(|contract| contract.is_meant);
            let of_contracts = contracts.flat_map_iter(|contract| within(&|cx| on.contract(cx, contract)));
            let mut found: Vec<Found> = of_contracts.collect();
            found.extend(within(&|cx| on.together(cx)));
            found
        },
    );
    found.extend(rest);
    found
}

/// The rules that may speak, by what they look at.
struct On(Vec<(usize, Hook, Surfaces)>);

impl On {
    fn of(settings: &Settings, is_repository: bool) -> On {
        let all = rules::all().iter().enumerate().filter(|(n, _)| settings.is_on(*n));
        let all = all.filter(|(_, rule)| is_repository || !rule.needs_repository);
        let hooks = all.flat_map(|(n, rule)| {
            let own = std::iter::once(&rule.hook).chain(rule.also);
            own.map(move |hook| (n, *hook, rule.surfaces))
        });
        On(hooks.collect())
    }

    /// Runs the rules for which `call` knows how, about one part.
    fn each(&self, cx: &Cx<'_>, about: (NodeRef, Surfaces), call: impl Fn(Hook)) {
        let (subject, surfaces) = about;
        cx.turn_to(Some(subject), surfaces);
        for (rule, hook, own) in &self.0 {
            if own.meets(surfaces) {
                cx.turn(*rule);
                call(*hook);
            }
        }
    }

    fn together(&self, cx: &Cx<'_>) {
        cx.turn_to(None, Surfaces::ANY);
        for (rule, hook, _) in &self.0 {
            if let Hook::Repository(check) = hook {
                cx.turn(*rule);
                check(cx);
            }
        }
        for machine in &cx.scene.machines {
            self.each(cx, (machine.at, Surfaces::ANY), |hook| {
                if let Hook::Machine(check) = hook {
                    check(cx, machine);
                }
            });
        }
    }

    fn schema(&self, cx: &Cx<'_>, view: &SchemaView<'_>) {
        let Some(contract) = view.contract.map(|index| &cx.scene.contracts[index]).filter(|it| it.is_meant) else {
            return;
        };
        self.each(cx, (view.at, view.surfaces), |hook| {
            if let Hook::Schema(check) = hook {
                check(cx, view);
            }
        });
        if view.has(Kw::Properties) {
            for property in cx.scene.properties(view) {
                self.each(cx, (property.schema.at, view.surfaces), |hook| {
                    if let Hook::Property(check) = hook {
                        check(cx, &property);
                    }
                });
            }
        }
        self.examples_of_schema(cx, contract, view);
    }

    fn examples_of_schema(&self, cx: &Cx<'_>, contract: &ContractView<'_>, view: &SchemaView<'_>) {
        let listed = view.get(Kw::Examples).into_iter().flat_map(|list| list.items().collect::<Vec<_>>());
        for value in listed.chain(view.get(Kw::Example)) {
            let example = ExampleView { value, at: view.at.sibling(value), schema: Some(view), contract };
            self.example(cx, &example, view.surfaces);
        }
    }

    fn example(&self, cx: &Cx<'_>, example: &ExampleView<'_>, surfaces: Surfaces) {
        self.each(cx, (example.at, surfaces), |hook| {
            if let Hook::Example(check) = hook {
                check(cx, example);
            }
        });
    }

    fn contract(&self, cx: &Cx<'_>, contract: &ContractView<'_>) {
        let surfaces = if contract.surfaces.is_empty() { Surfaces::ANY } else { contract.surfaces };
        self.each(cx, (contract.at(), surfaces), |hook| {
            if let Hook::Contract(check) = hook {
                check(cx, contract);
            }
        });
        let mut seen = FxHashSet::default();
        for operation in contract.operations(cx.scene.sources) {
            self.operation(cx, &operation, &mut seen);
        }
        for channel in contract.channels(cx.scene) {
            self.each(cx, (channel.at(), Surfaces::EVENT), |hook| {
                if let Hook::Channel(check) = hook {
                    check(cx, &channel);
                }
            });
        }
        for message in contract.messages(cx.scene) {
            self.each(cx, (message.at(), Surfaces::EVENT), |hook| {
                if let Hook::Message(check) = hook {
                    check(cx, &message);
                }
            });
            let payload = message.message.payload_examples.iter().map(|example| (example, message.message.payload));
            let headers = message.message.header_examples.iter().map(|example| (example, message.message.headers));
            let examples: Vec<_> = payload.chain(headers).map(|(example, id)| (example.value, id)).collect();
            self.examples(cx, contract, &examples, Surfaces::EVENT, &mut seen);
        }
    }

    fn operation(&self, cx: &Cx<'_>, view: &OperationView<'_>, seen: &mut FxHashSet<NodeRef>) {
        self.each(cx, (view.at(), Surfaces::HTTP), |hook| {
            if let Hook::Operation(check) = hook {
                check(cx, view);
            }
        });
        for parameter in &view.operation.parameters {
            if seen.insert(parameter.at) {
                self.parameter(cx, view.contract, parameter, seen);
            }
        }
        let operation = view.operation;
        let body = operation.body.iter().flat_map(|body| &body.content).map(|media| (media, Surfaces::REQUEST));
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        let content: Vec<_> = body.chain(responses.map(|media| (media, Surfaces::RESPONSE))).collect();
        for (media, surfaces) in content {
            let examples: Vec<_> = media.examples.iter().map(|example| (example.value, media.schema)).collect();
            self.examples(cx, view.contract, &examples, surfaces, seen);
        }
    }

    fn parameter(
        &self,
        cx: &Cx<'_>,
        contract: &ContractView<'_>,
        parameter: &Parameter,
        seen: &mut FxHashSet<NodeRef>,
    ) {
        let node = cx.scene.node(parameter.at);
        let view = ParameterView { contract, parameter, node };
        self.each(cx, (parameter.at, Surfaces::REQUEST), |hook| {
            if let Hook::Parameter(check) = hook {
                check(cx, &view);
            }
        });
        let examples: Vec<_> = parameter.examples.iter().map(|example| (example.value, parameter.schema)).collect();
        self.examples(cx, contract, &examples, Surfaces::REQUEST, seen);
    }

    fn examples(
        &self,
        cx: &Cx<'_>,
        contract: &ContractView<'_>,
        examples: &[(NodeRef, Option<SchemaId>)],
        surfaces: Surfaces,
        seen: &mut FxHashSet<NodeRef>,
    ) {
        for (at, schema) in examples {
            if seen.insert(*at) {
                let schema = schema.map(|id| cx.scene.schema(id));
                let example = ExampleView { value: cx.scene.node(*at), at: *at, schema, contract };
                self.example(cx, &example, surfaces);
            }
        }
    }
}
