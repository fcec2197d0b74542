from typing import Any

public: list[Any] = []
api_public: list[Any] = []
