"""Operations, by group."""
