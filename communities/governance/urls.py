from typing import Any

public: list[Any] = []
mine: list[Any] = []
here: list[Any] = []
api_public: list[Any] = []
api_mine: list[Any] = []
api_here: list[Any] = []
