//! ioc-canon as scalar functions of Apache DataFusion: `ioc_canonical(text)`, `ioc_kind(text)` and
//! `ioc_error(text)` over a CSV file of mixed indicators, one a line under the header `text`.
//!
//! `cargo run --release --manifest-path examples/datafusion/Cargo.toml -- FILE.csv ['SELECT ...']`
//!
//! Without a query it counts kinds and codes. The same functions run distributed under Ballista: its
//! executors register them as `main` does.

use std::{
    any::Any,
    env,
    error::Error,
    hash::{Hash, Hasher},
    sync::Arc,
    time::Instant,
};

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray, StringBuilder},
        datatypes::DataType,
        util::pretty::print_batches,
    },
    common::{Result, ScalarValue},
    logical_expr::{
        ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
    },
    prelude::{CsvReadOptions, SessionContext},
};
use ioc_canon::{Indicator, indicator};

/// What one of the functions gives for a text: nothing is NULL.
type Answer = for<'b> fn(&'b str, &'b mut indicator::Buffer, &mut String) -> Option<()>;

fn canonical<'b>(text: &'b str, buffer: &'b mut indicator::Buffer, out: &mut String) -> Option<()> {
    out.push_str(Indicator::detect(text).ok()?.canonical(buffer));
    Some(())
}

fn kind<'b>(text: &'b str, _: &'b mut indicator::Buffer, out: &mut String) -> Option<()> {
    out.push_str(Indicator::detect(text).ok()?.kind().name());
    Some(())
}

/// The code's id and the byte: `C006@7`.
fn error<'b>(text: &'b str, _: &'b mut indicator::Buffer, out: &mut String) -> Option<()> {
    let error = Indicator::detect(text).err()?;
    out.push_str(error.code().id().as_str());
    out.push('@');
    out.push_str(&error.offset().to_string());
    Some(())
}

/// A pure function from text to text: the engine may fold, repeat and reorder its calls.
#[derive(Debug)]
struct OfText {
    name: &'static str,
    answer: Answer,
    signature: Signature,
}

// The name is the function.
impl PartialEq for OfText {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for OfText {}

impl Hash for OfText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl OfText {
    fn udf(name: &'static str, answer: Answer) -> ScalarUDF {
        let signature = Signature::exact(vec![DataType::Utf8], Volatility::Immutable);
        ScalarUDF::from(Self { name, answer, signature })
    }

    /// A whole batch with one buffer.
    fn batch(&self, texts: &ArrayRef) -> ArrayRef {
        let texts = texts.as_string::<i32>();
        let mut given = StringBuilder::with_capacity(texts.len(), texts.values().len());
        let (mut buffer, mut out) = (indicator::Buffer::new(), String::new());
        for text in texts {
            out.clear();
            let answer = text.and_then(|text| (self.answer)(text, &mut buffer, &mut out));
            given.append_option(answer.map(|()| out.as_str()));
        }
        Arc::new(given.finish())
    }
}

impl ScalarUDFImpl for OfText {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        Ok(match &args.args[0] {
            ColumnarValue::Array(texts) => ColumnarValue::Array(self.batch(texts)),
            ColumnarValue::Scalar(text) => {
                let texts = text.to_array()?;
                ColumnarValue::Scalar(ScalarValue::try_from_array(&self.batch(&texts), 0)?)
            }
        })
    }
}

const QUERY: &str = "
    SELECT coalesce(ioc_kind(text), 'refused: ' || split_part(ioc_error(text), '@', 1)) AS what,
           count(*) AS rows, count(DISTINCT ioc_canonical(text)) AS values
    FROM texts GROUP BY what ORDER BY rows DESC, what LIMIT 16";

async fn run(path: &str, query: &str) -> Result<(), Box<dyn Error>> {
    let session = SessionContext::new();
    for (name, answer) in
        [("ioc_canonical", canonical as Answer), ("ioc_kind", kind), ("ioc_error", error)]
    {
        session.register_udf(OfText::udf(name, answer));
    }
    session.register_csv("texts", path, CsvReadOptions::new()).await?;
    // What reading alone costs, to be taken off.
    for (what, query) in [
        ("read", "SELECT count(text), sum(octet_length(text)) FROM texts"),
        ("canonical", "SELECT count(ioc_canonical(text)) FROM texts"),
        ("query", query),
    ] {
        let start = Instant::now();
        let batches = session.sql(query).await?.collect().await?;
        let seconds = start.elapsed().as_secs_f64();
        print_batches(&batches)?;
        println!("{what}: {seconds:.2} s");
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let path = args.next().ok_or("usage: ioc-canon-datafusion FILE.csv [QUERY]")?;
    let query = args.next().unwrap_or_else(|| QUERY.into());
    tokio::runtime::Runtime::new()?.block_on(run(&path, &query))
}
