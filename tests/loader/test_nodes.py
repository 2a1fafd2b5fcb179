from bot.loader.document import read_document
from bot.loader.findings import Findings
from bot.loader.nodes import Items, Scalar, Table


def test_nodes_are_found_by_their_path() -> None:
    node = read_document("a:\n  - {b: c}\n", "f.yml", Findings())

    assert isinstance(node, Table)
    assert str(node.at("a", 0, "b")) == "f.yml:2:9"
    assert str(node.key_at("a", 0, "b")) == "f.yml:2:6"
    assert str(node.at("a", 0, "no", "such")) == "f.yml:2:5"
    assert str(node.at("a", 7)) == "f.yml:2:3"
    assert str(node.key_at("a", 0, "z")) == "f.yml:2:5"
    assert isinstance(node.nodes["a"], Items)
    assert [type(each) for each in node.table("a").nodes] == []
    assert node.tables("a")[0].nodes["b"] == Scalar("c", node.at("a", 0, "b"))
