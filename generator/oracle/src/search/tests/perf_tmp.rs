use serde_json::{json, Value, Map};
use super::super::*;
use crate::arena::Options;
#[test]
fn perf() {
    let mut defs = Map::new();
    for side in ["O", "N"] {
        for i in 0..2000 {
            let mut p = json!({});
            for j in 0..10 { p[format!("p{j}")] = if j < 4 { json!({"$ref": format!("#/$defs/{side}{}", (i*7+j*13+1) % 2000)}) } else { json!({"type":"string","maxLength": if i == 1999 && j == 9 && side == "N" { 4 } else { 5 }, "description": "xx"}) }; }
            defs.insert(format!("{side}{i}"), json!({"type":"object","properties":p,"required":["p5","p6"], "title": format!("{side}{i}"), "x-n": i, "minProperties": i % 3}));
        }
    }
    let t = std::time::Instant::now();
    let arena = Arena::new(&defs, Options::default());
    eprintln!("arena {:?} nodes", t.elapsed());
    let t = std::time::Instant::now();
    let (o, n) = (arena.definition("O0").unwrap(), arena.definition("N0").unwrap());
    let mut m = Memo::default();
    eprintln!("structural n<=o {} {:?}", arena.included(&mut m, n, o), t.elapsed());
    let t = std::time::Instant::now();
    let mut s = Search::new(&arena);
    let r = s.find(&[o], &[n], 20000);
    eprintln!("search {:?} steps {}", t.elapsed(), s.steps);
    eprintln!("{}", match r { Found::Value(v) => v.to_string().chars().take(300).collect::<String>(), o => format!("{o:?}") });
    let t = std::time::Instant::now();
    let mut s = Search::new(&arena);
    let r = s.find(&[n], &[o], 20000);
    eprintln!("search back {:?} steps {} {:?}", t.elapsed(), s.steps, matches!(r, Found::None));
}
