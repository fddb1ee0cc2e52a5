//! First steps: set up a client, read something, change something.
//!
//! `GATEHOUSE_BASE_URL` says where the service is.
//! `GATEHOUSE_EMAIL` and `GATEHOUSE_PASSWORD`, or `GATEHOUSE_TOKEN`, say who is asking.
#![allow(deprecated, reason = "the document decides")]

use gatehouse_client::{Client, Patch, models};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;

    // Register an account.
    match client
        .auth()
        .register(&models::RegisterRequest::new("ada@example.com", "ada", "Analytical-Engine-1"))
        .await
    {
        Ok(created) => println!("{created:?}"),
        Err(error) if error.code() == Some(models::ProblemCode::EmailTaken) => println!("conflict: {error}"),
        Err(error) => return Err(error.into()),
    }

    // Get your account.
    let found = client.me().get().await?;
    println!("{found:?}");

    // Update your profile.
    let changed = client
        .me()
        .update(&models::ProfileUpdate {
            full_name: Patch::Value("Ada Lovelace".to_owned()),
            ..Default::default()
        })
        .await?;
    println!("{changed:?}");
    Ok(())
}
