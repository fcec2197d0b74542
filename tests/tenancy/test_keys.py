from tenancy.keys import uuid7


def test_keys_of_one_millisecond_sort_as_they_were_made():
    made = [uuid7() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000
    assert {(key.version, key.variant) for key in made} == {(7, "specified in RFC 4122")}
