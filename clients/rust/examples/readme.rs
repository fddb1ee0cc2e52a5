//! The program of the README, with what the README adds to it.
#![allow(deprecated, reason = "the document decides")]

use gatehouse_client::{Client, Config, Credentials, models};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Logs in when the first call needs it, and keeps the tokens fresh.
    let client = Client::new(Config {
        base_url: "http://localhost:8000".to_owned(),
        credentials: Credentials::Password {
            login: "ada@example.com".to_owned(),
            password: "correct horse".into(),
        },
        ..Config::default()
    })?;

    let mut items = client.users().list_all(&Default::default());
    while let Some(item) = items.next().await? {
        println!("{item:?}");
    }

    match client.users().create(&models::UserCreate::new("ada@example.com", "ada")).await {
        Ok(created) => println!("{created:?}"),
        Err(error) if error.code() == Some(models::ProblemCode::EmailTaken) => println!("conflict: {error}"),
        Err(error) => return Err(error.into()),
    }

    use std::time::Duration;

    let answer = client
        .users()
        .create(&models::UserCreate::new("ada@example.com", "ada"))
        .idempotency_key("order-7") // where the operation takes one, it is otherwise made by chance
        .header("X-Trace", "1")
        .query("debug", &true)
        .timeout(Duration::from_secs(5)) // of one try
        .max_retries(0)
        .with_response() // with status and headers
        .await?;
    println!("{:?} {:?}", answer.etag(), answer.value);

    use gatehouse_client::verify::{KEYS_PATH, Rules, Verifier};

    let verifier = Verifier::new(Rules {
        keys_url: format!("http://localhost:8000{KEYS_PATH}"),
        issuer: "gatehouse".to_owned(),
        audience: "gatehouse".to_owned(),
        ..Rules::default()
    })?;
    let claims = verifier.verify("the token").await?;
    println!("{:?}", claims.subject);

    Ok(())
}
