//! Calls by hand and by our client, in turn: `calls BASE_URL TOKEN IDS CALLS ROUNDS`.

mod hand;

use std::time::Instant;

use cpu_time::ProcessTime;
use gatehouse_client::resources::users::ListParams;
use gatehouse_client::{Client, Config, Credentials};
use serde_json::{Value, json};

const PAGE: i64 = 50;

pub type Failure = Box<dyn std::error::Error>;

struct Calls {
    hand: hand::Service,
    sdk: Client,
    ids: Vec<i64>,
    calls: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [base_url, token, ids, calls, rounds] = given.as_slice() else {
        return Err("usage: calls BASE_URL TOKEN IDS CALLS ROUNDS".into());
    };
    let config = Config {
        base_url: base_url.clone(),
        credentials: Credentials::Token(token.as_str().into()),
        ..Config::default()
    };
    let calls = Calls {
        hand: hand::Service {
            http: reqwest::Client::new(),
            base_url: base_url.clone(),
            token: token.clone(),
        },
        sdk: Client::new(config)?,
        ids: ids.split(',').map(str::parse).collect::<Result<_, _>>()?,
        calls: calls.parse()?,
    };
    calls.show().await?;
    for round in 0..rounds.parse()? {
        calls.round(round).await?;
    }
    Ok(())
}

impl Calls {
    /// What both ways decode.
    async fn show(&self) -> Result<(), Failure> {
        let id = self.ids[0];
        let (by_hand, by_sdk) = (self.hand.user(id).await?, self.sdk.users().get(id).await?);
        shown("get", serde_json::to_value(by_hand)?, serde_json::to_value(by_sdk)?);
        let (by_hand, by_sdk) = (self.hand.users(PAGE).await?, self.sdk.users().list(&page()).await?);
        shown("list", serde_json::to_value(by_hand)?, serde_json::to_value(by_sdk)?);
        Ok(())
    }

    /// Another way begins each time.
    async fn round(&self, round: usize) -> Result<(), Failure> {
        for turn in 0..2 {
            if (round + turn) % 2 == 0 {
                self.timed("get", "hand", async |id| self.hand.user(id).await.map(drop)).await?;
                self.timed("list", "hand", async |_| self.hand.users(PAGE).await.map(drop)).await?;
            } else {
                self.timed("get", "sdk", async |id| Ok(drop(self.sdk.users().get(id).await?))).await?;
                self.timed("list", "sdk", async |_| Ok(drop(self.sdk.users().list(&page()).await?))).await?;
            }
        }
        Ok(())
    }

    async fn timed(
        &self,
        call: &str,
        way: &str,
        make: impl AsyncFn(i64) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        for number in 0..self.calls {
            make(self.ids[number % self.ids.len()]).await?;
        }
        let each = |seconds: f64| seconds * 1e6 / self.calls as f64;
        let (cpu, wall) = (each(cpu.elapsed().as_secs_f64()), each(wall.elapsed().as_secs_f64()));
        println!("{}", json!({"call": call, "way": way, "wall_us": wall, "cpu_us": cpu}));
        Ok(())
    }
}

fn page() -> ListParams {
    ListParams { limit: Some(PAGE), ..Default::default() }
}

fn shown(call: &str, by_hand: Value, by_sdk: Value) {
    println!("{}", json!({"call": call, "way": "hand", "value": by_hand}));
    println!("{}", json!({"call": call, "way": "sdk", "value": by_sdk}));
}
