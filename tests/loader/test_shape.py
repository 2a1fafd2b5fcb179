import json

from bot.loader.kind_shapes import dialog_shape


def test_every_key_is_explained_to_whoever_writes_a_dialog() -> None:
    schema = dialog_shape().model_json_schema()

    shapes = [schema, *schema["$defs"].values()]
    silent = [
        f"{shape['title']}.{key}"
        for shape in shapes
        for key, each in shape["properties"].items()
        if not each.get("description")
    ]
    assert (len(shapes), silent) == (21, [])


def test_the_schema_speaks_as_authors_write() -> None:
    schema = dialog_shape().model_json_schema()

    assert "if" in schema["$defs"]["ReasonShape"]["properties"]
    assert schema["additionalProperties"] is False
    assert json.loads(json.dumps(schema)) == schema
