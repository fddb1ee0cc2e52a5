//! Register, sign in (which the client does when a call needs it) and read the account; prints the account as JSON.

use std::env::var;

use gatehouse_client::{Client, models};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let request = models::RegisterRequest::new(
        var("GATEHOUSE_EMAIL")?,
        var("FLOW_USERNAME")?,
        var("GATEHOUSE_PASSWORD")?,
    );
    client.auth().register(&request).await?;
    println!("{}", serde_json::to_string(&client.me().get().await?)?);
    Ok(())
}
