"""
A store on a network drive is refused, because locks may not hold there.
"""

from pathlib import Path

import pytest
from fastomsorg_sql import Plugin, _network
from fastomsorg_sql._network import mounts, network_file_system

from fastomsorg.terms import StoreError

DISK = ("/", "ext4")


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone"],
)
def test_a_path_below_a_network_mount_lies_on_a_network_drive(kind: str) -> None:
    assert network_file_system(Path("/srv/care/fok.db"), [DISK, ("/srv", kind)]) == kind


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "fuseblk"])
def test_a_path_on_a_disk_of_the_machine_does_not(kind: str) -> None:
    assert network_file_system(Path("/srv/care/fok.db"), [DISK, ("/srv", kind)]) is None


def test_the_longest_mount_point_that_holds_the_path_decides() -> None:
    mounted = [("/", "nfs4"), ("/srv", "ext4"), ("/srv/care", "cifs"), ("/srv/careless", "nfs")]

    assert network_file_system(Path("/fok.db"), mounted) == "nfs4"
    assert network_file_system(Path("/srv/fok.db"), mounted) is None
    assert network_file_system(Path("/srv/care/fok.db"), mounted) == "cifs"
    assert network_file_system(Path("/srv/carefully/fok.db"), mounted) is None


def test_of_two_mounts_at_one_place_the_later_lies_on_top() -> None:
    assert network_file_system(Path("/srv/fok.db"), [("/srv", "nfs"), ("/srv", "ext4")]) is None


def test_a_link_leads_to_where_the_file_really_lies(tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to(tmp_path / "there")
    mounted = [DISK, (str(tmp_path.resolve() / "there"), "nfs")]

    assert network_file_system(tmp_path / "here" / "fok.db", mounted) == "nfs"


def test_a_share_of_another_machine_is_a_network_drive_wherever_it_is_mounted() -> None:
    assert network_file_system(Path("\\\\server\\share\\fok.db"), [DISK]) == "UNC"


def test_where_nothing_is_known_of_mounts_nothing_is_refused() -> None:
    assert network_file_system(Path("/srv/fok.db"), []) is None


def test_mount_points_are_read_as_the_kernel_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "mounts"
    written.write_text(
        "/dev/vda / ext4 rw 0 0\n"
        "server:/home\\040care /mnt/home\\040care\\134x nfs4 rw,vers=4.2 0 0\n"
        "\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(_network, "MOUNTS", written)

    assert mounts() == (("/", "ext4"), ("/mnt/home care\\x", "nfs4"))


def test_a_machine_that_does_not_tell_its_mounts_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_network, "MOUNTS", tmp_path / "missing")

    assert mounts() == ()


def test_a_store_on_a_network_drive_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    plugin = Plugin(mounted=lambda: [DISK, (str(tmp_path), "nfs4")])

    with pytest.raises(StoreError) as refused:
        plugin.store(f"sqlite:///{tmp_path}/fok.db")

    assert (refused.value.code, dict(refused.value.facts)) == (
        "store_on_network",
        {"store": f"{tmp_path}/fok.db", "kind": "nfs4"},
    )
    assert list(tmp_path.iterdir()) == []


def test_a_store_on_a_network_drive_is_opened_for_whoever_asks_for_it(tmp_path: Path) -> None:
    plugin = Plugin(mounted=lambda: [DISK, (str(tmp_path), "nfs4")])
    store = plugin.store(f"sqlite:///{tmp_path}/fok.db?network=allow")

    assert store is not None
    assert store.rebuild() == 0
    store.close()
