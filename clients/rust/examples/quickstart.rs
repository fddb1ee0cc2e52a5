//! First steps: set up a client, read something, change something.
//!
//! `GATEHOUSE_BASE_URL` says where the service is.
//! `GATEHOUSE_EMAIL` and `GATEHOUSE_PASSWORD`, or `GATEHOUSE_TOKEN`, say who is asking.
#![allow(deprecated, reason = "the document decides")]

use gatehouse_client::{Client, models};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;

    let mut items = client.users().list_all(&Default::default());
    while let Some(item) = items.next().await? {
        println!("{item:?}");
    }

    match client.users().create(&models::UserCreate::new("ada@example.com", "ada")).await {
        Ok(created) => println!("{created:?}"),
        Err(error) if error.code() == Some(models::ProblemCode::EmailTaken) => println!("conflict: {error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
