use super::{Pairs, plain, read_header, read_path, take_query, write_header, write_path, write_query};
use crate::Json;
use crate::http::{Location, Parameter, Shape, Style};
use http::{HeaderMap, HeaderValue};

const COLORS: Shape = Shape::List(&Shape::Text);
const RGB: Shape =
    Shape::Object { members: &[("R", Shape::Number), ("G", Shape::Number), ("B", Shape::Number)], rest: None };

fn json(text: &str) -> Json {
    Json::parse(text.as_bytes()).unwrap()
}

fn written(parameter: &Parameter, value: &Json) -> String {
    match parameter.location() {
        Location::Path => write_path(parameter, value),
        Location::Header => write_header(parameter, value).unwrap().unwrap_or_default(),
        Location::Query | Location::Cookie => write_query(parameter, value).unwrap().join("&"),
    }
}

fn read(parameter: &Parameter, text: &str) -> Option<Json> {
    match parameter.location() {
        Location::Path => Some(read_path(parameter, text).unwrap()),
        Location::Header => {
            let mut headers = HeaderMap::new();
            headers.insert(parameter.name(), HeaderValue::from_bytes(text.as_bytes()).unwrap());
            read_header(parameter, &headers).unwrap()
        }
        Location::Query | Location::Cookie => take_query(parameter, &mut Pairs::query(text)).unwrap(),
    }
}

fn both_ways(parameter: &Parameter, value: &str, text: &str) {
    assert_eq!(written(parameter, &json(value)), text, "{parameter:?} writes {value}");
    assert_eq!(read(parameter, text), Some(json(value)), "{parameter:?} reads {text}");
}

#[test]
fn the_table_of_styles_holds_in_both_directions() {
    let (text, list, object) = (r#""blue""#, r#"["blue","black","brown"]"#, r#"{"R":100,"G":200,"B":150}"#);
    let path = |style, explode| Parameter::path("color").style(style, explode);
    let query = |style, explode| Parameter::query("color").style(style, explode);
    // OpenAPI 3.1.1 §4.8.12.4
    for (parameter, of_text, of_list, of_object) in [
        (path(Style::Matrix, false), ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
        (path(Style::Matrix, true), ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"),
        (path(Style::Label, false), ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
        (path(Style::Label, true), ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
        (path(Style::Simple, false), "blue", "blue,black,brown", "R,100,G,200,B,150"),
        (path(Style::Simple, true), "blue", "blue,black,brown", "R=100,G=200,B=150"),
        (query(Style::Form, false), "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
        (query(Style::Form, true), "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    ] {
        both_ways(&parameter, text, of_text);
        both_ways(&parameter.shape(COLORS), list, of_list);
        both_ways(&parameter.shape(RGB), object, of_object);
    }
    both_ways(&query(Style::SpaceDelimited, false).shape(COLORS), list, "color=blue%20black%20brown");
    both_ways(&query(Style::SpaceDelimited, false).shape(RGB), object, "color=R%20100%20G%20200%20B%20150");
    both_ways(&query(Style::PipeDelimited, false).shape(COLORS), list, "color=blue%7Cblack%7Cbrown");
    both_ways(&query(Style::PipeDelimited, false).shape(RGB), object, "color=R%7C100%7CG%7C200%7CB%7C150");
    both_ways(&query(Style::DeepObject, true).shape(RGB), object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
    let header = |explode| Parameter::header("X-Color").style(Style::Simple, explode);
    both_ways(&header(false), text, "blue");
    both_ways(&header(false).shape(COLORS), list, "blue,black,brown");
    both_ways(&header(false).shape(RGB), object, "R,100,G,200,B,150");
    both_ways(&header(true).shape(RGB), object, "R=100,G=200,B=150");
}

#[test]
fn separators_and_foreign_characters_inside_of_values_survive() {
    let nasty = r#"["a,b","c&d=e","f/g?h#i","100%","ü +","j;k.l|m"]"#;
    for parameter in [
        Parameter::path("p"),
        Parameter::path("p").style(Style::Label, true),
        Parameter::path("p").style(Style::Label, false),
        Parameter::path("p").style(Style::Matrix, true),
        Parameter::path("p").style(Style::Matrix, false),
        Parameter::query("p"),
        Parameter::query("p").style(Style::Form, false),
        Parameter::query("p").reserved(),
        Parameter::query("p").style(Style::Form, false).reserved(),
        Parameter::query("p").style(Style::DeepObject, true),
        Parameter::cookie("p"),
    ] {
        let parameter = parameter.shape(COLORS);
        let text = written(&parameter, &json(nasty));
        assert_eq!(read(&parameter, &text), Some(json(nasty)), "{text}");
    }
}

#[test]
fn what_a_style_cannot_keep_is_refused() {
    let refuses = |parameter: Parameter, value: &str| {
        let parameter = parameter.shape(COLORS);
        match parameter.location() {
            Location::Header => assert!(write_header(&parameter, &json(value)).is_err(), "{value}"),
            _ => assert!(write_query(&parameter, &json(value)).is_err(), "{value}"),
        }
    };
    refuses(Parameter::query("p").style(Style::SpaceDelimited, false), r#"["a b"]"#);
    refuses(Parameter::query("p").style(Style::PipeDelimited, false), r#"["a|b"]"#);
    refuses(Parameter::header("P"), r#"["a,b"]"#);
    refuses(Parameter::header("P"), r#"["a",""]"#);
    refuses(Parameter::header("P"), r#"[" a"]"#);
}

#[test]
fn text_becomes_what_the_schema_calls_it() {
    let query = |shape| Parameter::query("n").shape(shape);
    both_ways(&query(Shape::Number), "5", "n=5");
    both_ways(&query(Shape::Number), "0.10", "n=0.10");
    both_ways(&query(Shape::Text), r#""5""#, "n=5");
    both_ways(&query(Shape::Boolean), "true", "n=true");
    both_ways(&query(Shape::Text), r#""""#, "n=");
    both_ways(&query(Shape::Json), r#"{"a":[1,{"b":null}]}"#, "n=%7B%22a%22%3A%5B1%2C%7B%22b%22%3Anull%7D%5D%7D");
    // What does not fit stays text, and the type of the parameter says what is wrong.
    assert_eq!(read(&query(Shape::Number), "n=+5"), Some(json(r#"" 5""#)));
    assert_eq!(read(&query(Shape::Number), "n=005"), Some(json(r#""005""#)));
    assert_eq!(read(&query(Shape::Boolean), "n=1"), Some(json(r#""1""#)));
    assert_eq!(read(&query(Shape::Scalar), "n=5"), Some(json("5")));
    assert_eq!(read(&query(Shape::Scalar), "n=five"), Some(json(r#""five""#)));
}

#[test]
fn absent_and_empty_are_told_apart_where_the_style_can() {
    let list = Parameter::query("p").shape(COLORS);
    assert_eq!(read(&list, ""), None);
    assert_eq!(written(&list, &json("[]")), "");
    both_ways(&list, r#"[""]"#, "p=");
    assert_eq!(read(&list, "p"), Some(json(r#"[""]"#)));
    assert_eq!(written(&Parameter::query("p"), &Json::Null), "");
}

#[test]
fn deep_objects_nest_and_keep_their_order() {
    const FILTER: Shape = Shape::Object {
        members: &[("price", Shape::Object { members: &[("min", Shape::Number)], rest: None }), ("tags", COLORS)],
        rest: Some(&Shape::Text),
    };
    let filter = Parameter::query("filter").style(Style::DeepObject, true).shape(FILTER);
    both_ways(
        &filter,
        r#"{"price":{"min":5},"tags":["x","y"],"other":"5"}"#,
        "filter%5Bprice%5D%5Bmin%5D=5&filter%5Btags%5D%5B0%5D=x&filter%5Btags%5D%5B1%5D=y&filter%5Bother%5D=5",
    );
    assert_eq!(read(&filter, "filter[tags][]=x&filter[tags][]=y"), Some(json(r#"{"tags":["x","y"]}"#)));
    assert_eq!(read(&filter, "filters[tags]=x&filter=y"), None);
    let abyss = format!("filter{}=x", "[a]".repeat(5_000));
    assert!(take_query(&filter, &mut Pairs::query(&abyss)).is_err(), "brackets have a limit");
}

#[test]
fn an_object_with_free_names_takes_what_no_other_parameter_read() {
    let mut pairs = Pairs::query("page=2&color=blue&size=3");
    let free = Parameter::query("filter").shape(Shape::Object { members: &[], rest: Some(&Shape::Text) });
    take_query(&Parameter::query("page"), &mut pairs).unwrap();
    assert_eq!(take_query(&free, &mut pairs).unwrap(), Some(json(r#"{"color":"blue","size":"3"}"#)));
}

#[test]
fn malformed_text_is_refused_and_never_guessed() {
    let refused = |parameter: &Parameter, text: &str| take_query(parameter, &mut Pairs::query(text)).is_err();
    assert!(refused(&Parameter::query("p"), "p=%zz"));
    assert!(refused(&Parameter::query("p"), "p=%e4"), "not UTF-8");
    assert!(refused(&Parameter::query("p"), "p=%"));
    assert!(refused(&Parameter::query("p"), "p=1&p=2"));
    assert!(refused(&Parameter::query("p").style(Style::Form, false).shape(RGB), "p=R,100,G"));
    assert!(read_path(&Parameter::path("p").style(Style::Label, false), "blue").is_err());
    assert!(read_path(&Parameter::path("p").style(Style::Matrix, false), ";q=blue").is_err());
    assert!(read_path(&Parameter::path("p").style(Style::Simple, true).shape(RGB), "R=1,G").is_err());
}

#[test]
fn plus_is_a_space_in_a_query_and_itself_in_a_path() {
    assert_eq!(read(&Parameter::query("p"), "p=a+b"), Some(json(r#""a b""#)));
    assert_eq!(read(&Parameter::path("p"), "a+b"), Some(json(r#""a+b""#)));
    assert_eq!(written(&Parameter::query("p"), &json(r#""a b+c""#)), "p=a%20b%2Bc");
}

#[test]
fn several_lines_of_a_list_header_are_one_list_and_of_another_are_refused() {
    let mut headers = HeaderMap::new();
    headers.append("X-Tags", HeaderValue::from_static("a, b"));
    headers.append("X-Tags", HeaderValue::from_static(",c"));
    let tags = Parameter::header("X-Tags");
    assert_eq!(read_header(&tags.shape(COLORS), &headers).unwrap(), Some(json(r#"["a","b","c"]"#)));
    assert!(read_header(&tags, &headers).is_err());
}

#[test]
fn a_value_is_plain_text() {
    assert_eq!(plain(&json("1.50")), "1.50");
    assert_eq!(plain(&json("true")), "true");
    assert_eq!(plain(&json(r#""a""#)), "a");
}
