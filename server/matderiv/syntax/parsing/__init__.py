"""The Pratt parser: functions over a shared cursor, one small family of constructs a module."""
