//! Arrays whose first items have types of their own.

use super::{DERIVES, Printer};
use crate::plan::{Tuple, Use};

impl Printer<'_, '_> {
    pub(super) fn tuple(&mut self, shape: &Tuple) {
        let mut types: Vec<String> = Vec::new();
        for (n, item) in shape.items.iter().enumerate() {
            let ty = self.scope.ty(item);
            types.push(if n < shape.required { format!("pub {ty}") } else { format!("pub Option<{ty}>") });
        }
        if let Some(rest) = &shape.rest {
            types.push(format!("pub {}", self.scope.ty(&Use::List(Box::new(rest.clone()), ANY))));
        }
        let name = self.ty.name.clone();
        self.declared(DERIVES);
        self.line(format!("pub struct {name}({});", types.join(", ")));
        let (read, write) = (read(shape), self.write_items(shape));
        self.wire(&read, &write);
    }

    fn write_items(&mut self, shape: &Tuple) -> Vec<String> {
        let (json, wire) = (self.scope.runtime("Json"), self.scope.runtime("Wire"));
        let required: Vec<String> = (0..shape.required).map(|n| format!("{wire}::write(&self.{n})")).collect();
        let mut lines = vec![format!("let mut items = vec![{}];", required.join(", "))];
        for n in shape.required..shape.items.len() {
            lines.push(format!("items.extend(self.{n}.as_ref().map({wire}::write));"));
        }
        if shape.rest.is_some() {
            lines.push(format!("items.extend(self.{}.iter().map({wire}::write));", shape.items.len()));
        }
        if lines.len() == 1 {
            return vec![format!("{json}::Array(vec![{}])", required.join(", "))];
        }
        lines.push(format!("{json}::Array(items)"));
        lines
    }
}

/// However many items there are.
const ANY: crate::plan::Bounds = crate::plan::Bounds { min: 0, max: u64::MAX, unique: false };

fn read(shape: &Tuple) -> Vec<String> {
    let mut lines = vec!["let mut items = reader.array(json)?;".to_owned()];
    let mut names: Vec<String> = Vec::new();
    for n in 0..shape.items.len() {
        let how = if n < shape.required { "required" } else { "optional" };
        lines.push(format!("let item_{n} = items.{how}();"));
        names.push(format!("item_{n}?"));
    }
    if shape.rest.is_some() {
        lines.push("let rest = items.rest();".to_owned());
        names.push("rest?".to_owned());
    } else {
        lines.push("items.close();".to_owned());
    }
    lines.push(format!("Some(Self({}))", names.join(", ")));
    lines
}
