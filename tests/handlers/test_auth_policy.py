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
                "min_score": 2,
                "breached_refused": True,
            },
            "lockout": {"max_failures": 5, "window_seconds": 900},
            "registration": {"mode": "open", "email_verification_required": False},
            "second_factors": {"mode": "offered", "required_for_roles": [], "recent_for_seconds": 900},
            "tokens": {
                "access_expires_in": 900,
                "refresh_expires_in": 604_800,
                "remember_access_expires_in": 86_400,
                "remember_refresh_expires_in": 2_592_000,
            },
        }
        assert rules == [
            "8 to 128 characters",
            "at least three of lower case, upper case, digits and symbols, or 15 characters or more",
            "not in lists of breached passwords",
            "hard to guess, even for someone who knows your name",
        ]

    async def test_says_what_the_settings_say(self, start_service):
        service = await start_service(
            registration="closed",
            require_email_verification=True,
            login_max_failures=3,
            login_lock_seconds=60,
            access_token_expire_minutes=20,
            step_up_minutes=5,
            factor_required_for_roles=["admin"],
        )
        policy = (await service.client().get("/auth/policy")).json()
        assert policy["registration"] == {"mode": "closed", "email_verification_required": True}
        assert policy["lockout"] == {"max_failures": 3, "window_seconds": 60}
        assert policy["second_factors"] == {
            "mode": "offered",
            "required_for_roles": ["admin"],
            "recent_for_seconds": 300,
        }
        assert policy["tokens"]["access_expires_in"] == 1200

    async def test_leaves_out_the_password_rules_that_are_off(self, start_service):
        service = await start_service(password_require_mix=False, password_min_score=0)
        password = (await service.client().get("/auth/policy")).json()["password"]
        assert (password["min_character_classes"], password["min_score"]) == (1, 0)
        assert password["rules"] == ["8 to 128 characters", "not in lists of breached passwords"]
