class TestPolicy:
    async def test_a_fresh_installation(self, service):
        policy = (await service.client().get("/auth/policy")).json()
        rules = policy["password"].pop("rules")
        assert policy == {
            "password": {
                "min_length": 8,
                "max_length": 128,
                "min_character_classes": 3,
                "passphrase_length": 15,
            },
            "lockout": {"max_failures": 5, "window_seconds": 900},
            "registration": {"mode": "open", "email_verification_required": False},
            "tokens": {
                "access_expires_in": 900,
                "refresh_expires_in": 604_800,
                "remember_access_expires_in": 86_400,
                "remember_refresh_expires_in": 2_592_000,
            },
        }
        assert len(rules) == 4

    async def test_says_what_the_settings_say(self, start_service):
        service = await start_service(
            registration="closed",
            require_email_verification=True,
            login_max_failures=3,
            login_lock_seconds=60,
            access_token_expire_minutes=20,
        )
        policy = (await service.client().get("/auth/policy")).json()
        assert policy["registration"] == {"mode": "closed", "email_verification_required": True}
        assert policy["lockout"] == {"max_failures": 3, "window_seconds": 60}
        assert policy["tokens"]["access_expires_in"] == 1200
