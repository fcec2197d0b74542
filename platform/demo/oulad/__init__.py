"""A network from the Open University Learning Analytics Dataset (Kuzilek, Hlosta, Zdrahal 2017, CC BY 4.0).

The files and their columns are described at the dataset's own page; days count from a presentation's first day."""
