"""The Kubernetes manifests: each overlay rendered, each object held against Kubernetes' own schema, pods against the
Pod Security Standard "restricted", and the network policies against what each pod may reach. No cluster is needed.
"""

from __future__ import annotations

import copy
import ipaddress
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot.settings import rows
from storage.settings import StorageSettings
from tests.house.containers import DOCKER, DOCKERFILES, read

OVERLAYS = sorted((DOCKER / "kubernetes" / "overlays").iterdir())
OF_OTHERS = {"ScaledObject"}  # KEDA's own; looked at below
VERSIONS = ("1.30", "1.37")
Objects = list[dict[str, Any]]


def rendered(folder: Path) -> Objects:
    """What kustomize makes of a folder that uses nothing but ``resources`` and ``images``."""
    made = yaml.safe_load((folder / "kustomization.yaml").read_text())
    assert set(made) <= {"apiVersion", "kind", "namespace", "resources", "images"}, "teach this function first"
    found: Objects = []
    for name in made["resources"]:
        path = (folder / name).resolve()
        found += rendered(path) if path.is_dir() else [each for each in yaml.safe_load_all(path.read_text()) if each]
    named = {each["name"]: f"{each['newName']}:{each['newTag']}" for each in made.get("images", [])}
    for pod in pods(found):
        for container in pod["spec"]["containers"]:
            container["image"] = named.get(container["image"].partition(":")[0], container["image"])
    return found


def pods(objects: Objects) -> Objects:
    """The templates of all pods, with their labels."""
    return [each["spec"]["template"] for each in objects if each["kind"] in {"Deployment", "Job"}]


def name(each: dict[str, Any]) -> str:
    return f"{each['kind']} {each['metadata']['name']}"


@pytest.fixture(params=OVERLAYS, ids=lambda folder: folder.name)
def objects(request) -> Objects:
    return copy.deepcopy(rendered(request.param))


def of(objects: Objects, kind: str, which: str) -> dict[str, Any]:
    return next(each for each in objects if name(each) == f"{kind} {which}")


@pytest.mark.parametrize("version", VERSIONS)
def test_each_object_is_one_by_kubernetes_own_schema(objects, version):
    for each in objects:
        if each["kind"] not in OF_OTHERS:
            kubernetes_validate.validate(each, version, strict=True)


def test_the_sabotage_a_misspelt_field_is_found(objects):
    bot = of(objects, "Deployment", "candid-bot")
    bot["spec"]["template"]["spec"]["securityContexts"] = {}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(bot, VERSIONS[-1], strict=True)


@pytest.mark.parametrize("folder", OVERLAYS, ids=lambda folder: folder.name)
def test_kustomize_itself_makes_the_same(folder):
    if shutil.which("kubectl") is None:
        return  # the renderer above stands for it; where it is, they are compared
    made = subprocess.run(["kubectl", "kustomize", folder], capture_output=True, text=True, check=True)
    by_name = {name(each): each for each in yaml.safe_load_all(made.stdout)}
    ours = rendered(folder)
    assert set(by_name) == {name(each) for each in ours}
    for each in ours:
        assert by_name[name(each)].get("spec") == each.get("spec")


# --- pods: the Pod Security Standard "restricted" (kubernetes.io/docs/concepts/security/pod-security-standards) ------


def loose(pod: dict[str, Any]) -> list[str]:
    """What of the standard, and of our own rules, a pod's template lacks."""
    spec, found = pod["spec"], []
    context = spec.get("securityContext", {})
    found += [] if context.get("runAsNonRoot") and context.get("runAsUser") else ["runAsNonRoot"]
    found += [] if context.get("seccompProfile", {}).get("type") == "RuntimeDefault" else ["seccompProfile"]
    found += [each for each in ("hostNetwork", "hostPID", "hostIPC") if spec.get(each)]
    found += [] if spec.get("automountServiceAccountToken") is False else ["service account token"]
    for volume in spec.get("volumes", []):
        kind = next(key for key in volume if key != "name")
        found += [] if kind in {"emptyDir", "persistentVolumeClaim", "configMap", "secret"} else [f"volume {kind}"]
    for container in spec["containers"]:
        own = container.get("securityContext", {})
        found += [] if own.get("allowPrivilegeEscalation") is False else ["allowPrivilegeEscalation"]
        found += [] if own.get("capabilities", {}) == {"drop": ["ALL"]} else ["capabilities"]
        found += [] if own.get("readOnlyRootFilesystem") else ["readOnlyRootFilesystem"]
        found += ["privileged"] if own.get("privileged") else []
        found += ["hostPort"] if any("hostPort" in port for port in container.get("ports", [])) else []
        limits = container.get("resources", {}).get("limits", {})
        found += [] if {"cpu", "memory"} <= set(limits) else ["limits"]
    return found


def test_each_pod_is_restricted_and_the_namespace_enforces_it(objects):
    assert len(pods(objects)) >= 3
    for pod in pods(objects):
        assert loose(pod) == []
    assert (
        of(objects, "Namespace", "candid")["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    )


LOOSENED: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("runAsNonRoot", lambda spec: spec["securityContext"].pop("runAsNonRoot")),
    ("seccompProfile", lambda spec: spec["securityContext"].pop("seccompProfile")),
    ("hostNetwork", lambda spec: spec.update(hostNetwork=True)),
    ("service account token", lambda spec: spec.pop("automountServiceAccountToken")),
    ("volume hostPath", lambda spec: spec["volumes"].append({"name": "x", "hostPath": {"path": "/"}})),
    ("allowPrivilegeEscalation", lambda spec: spec["containers"][0]["securityContext"].pop("allowPrivilegeEscalation")),
    ("capabilities", lambda spec: spec["containers"][0]["securityContext"].pop("capabilities")),
    ("readOnlyRootFilesystem", lambda spec: spec["containers"][0]["securityContext"].pop("readOnlyRootFilesystem")),
    ("limits", lambda spec: spec["containers"][0]["resources"].pop("limits")),
]


@pytest.mark.parametrize(("seen", "loosen"), LOOSENED, ids=[seen for seen, _ in LOOSENED])
def test_the_sabotage_each_loosened_pod_is_seen(seen, loosen):
    pod = pods(rendered(OVERLAYS[0]))[0]
    loosen(pod["spec"])
    assert loose(pod) == [seen]


def test_each_pod_starts_what_its_image_can_start_and_mounts_what_it_writes(objects):
    commands = {recipe.start[0] for recipe in map(read, DOCKERFILES)}
    assert commands == {"candid"}
    writable = {"/var/lib/candid", "/etc/candid", "/tmp"}
    for pod in pods(objects):
        (container,) = pod["spec"]["containers"]
        assert writable <= {each["mountPath"] for each in container["volumeMounts"]}
        assert {each["name"] for each in container["volumeMounts"]} == {each["name"] for each in pod["spec"]["volumes"]}


def test_settings_exist_and_only_bots_get_the_secrets_of_bots(objects):
    from bot.declarations import declarations
    from bot.settings import BotSettings
    from generation.settings import GenerationSettings

    groups = [BotSettings, StorageSettings, GenerationSettings, *(each.settings for each in declarations().values())]
    known = {row.name for group in groups for row in rows(group)}
    for each in objects:
        if each["kind"] == "ConfigMap":
            assert {key for key in each["data"] if key.startswith("CANDID_")} <= known
            assert not [key for key in each["data"] if any(word in key for word in ("TOKEN", "SECRET", "PASSWORD"))]
    for pod in pods(objects):
        given = {next(iter(each.values()))["name"] for each in pod["spec"]["containers"][0]["envFrom"]}
        assert ("candid-bot" in given) == (pod["metadata"]["labels"]["app"] == "candid-bot")


# --- the network -----------------------------------------------------------------------------------------------------


def selected(policy: dict[str, Any], labels: dict[str, str]) -> bool:
    """Whether a policy holds for a pod with these labels (matchLabels, and matchExpressions with In)."""
    by = policy["spec"]["podSelector"]
    exact = all(labels.get(key) == value for key, value in by.get("matchLabels", {}).items())
    return exact and all(labels.get(each["key"]) in each["values"] for each in by.get("matchExpressions", []))


def ways(objects: Objects, labels: dict[str, str], direction: str) -> set[tuple[str, int]] | None:
    """(peer, port) that a pod may reach (egress) or be reached by (ingress); None: no policy holds, so all."""
    word, peers = ("Egress", "to") if direction == "egress" else ("Ingress", "from")
    holding = [
        each["spec"]
        for each in objects
        if each["kind"] == "NetworkPolicy" and word in each["spec"]["policyTypes"] and selected(each, labels)
    ]
    if not holding:
        return None
    rules = [rule for spec in holding for rule in spec.get(direction, [])]
    return {
        (peer_of(peer), port["port"])
        for rule in rules
        for peer in rule.get(peers, [{}])
        for port in rule.get("ports", [{"port": 0}])
    }


def peer_of(peer: dict[str, Any]) -> str:
    if "ipBlock" in peer:
        return "the internet" if private_is_out(peer["ipBlock"]) else "everything"
    labels = peer.get("namespaceSelector", {}).get("matchLabels", {})
    named = labels.get("candid/role") or labels.get("kubernetes.io/metadata.name")
    return named or "everything"


def private_is_out(block: dict[str, Any]) -> bool:
    private = ("10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "127.0.0.1")
    out = [ipaddress.ip_network(each) for each in block.get("except", [])]
    return all(any(ipaddress.ip_address(each) in network for network in out) for each in private)


INSIDE = {("database", 5432), ("store", 8333), ("kube-system", 53)}


def test_workers_reach_database_and_store_alone_and_nobody_reaches_them(objects):
    for pod in pods(objects):
        labels = pod["metadata"]["labels"]
        if labels["app"] == "candid-bot":
            assert ways(objects, labels, "egress") == INSIDE | {("the internet", 443)}
            assert ways(objects, labels, "ingress") == {("monitoring", 9100), ("ingress", 3000)}
        else:
            assert ways(objects, labels, "egress") == INSIDE, labels
            assert ways(objects, labels, "ingress") == set(), labels


def test_a_pod_that_nobody_thought_of_reaches_nothing(objects):
    assert ways(objects, {"app": "new"}, "egress") == set()
    assert ways(objects, {"app": "new"}, "ingress") == set()


@pytest.mark.parametrize("harm", ["no default", "worker outside", "metadata service", "any port", "database for all"])
def test_the_sabotage_each_opened_way_is_seen(harm):
    objects = rendered(OVERLAYS[0])
    worker = of(objects, "Deployment", "candid-worker-cpu")["spec"]["template"]["metadata"]["labels"]
    match harm:
        case "no default":
            objects.remove(of(objects, "NetworkPolicy", "nothing"))
            assert ways(objects, {"app": "new"}, "egress") is None
            return
        case "worker outside":
            worker["candid/network"] = "outside"
        case "metadata service":
            platforms = of(objects, "NetworkPolicy", "platforms")["spec"]
            platforms["egress"][0]["to"][0]["ipBlock"]["except"].remove("169.254.0.0/16")
            bot = of(objects, "Deployment", "candid-bot")["spec"]["template"]["metadata"]["labels"]
            assert ("everything", 443) in (ways(objects, bot, "egress") or set())
            return
        case "any port":
            of(objects, "NetworkPolicy", "database-and-store")["spec"]["egress"][0].pop("ports")
        case _:
            of(objects, "NetworkPolicy", "database-and-store")["spec"]["egress"][0].pop("to")
    assert ways(objects, worker, "egress") != INSIDE


# --- scaling ---------------------------------------------------------------------------------------------------------


async def test_keda_scales_what_is_there_by_a_figure_that_is_told(storage):
    from storage.operations.metrics import figures
    from tests.house.test_monitoring import unknown

    objects = rendered(DOCKER / "kubernetes" / "overlays" / "keda")
    scaled = of(objects, "ScaledObject", "candid-worker-cpu")["spec"]
    assert of(objects, "Deployment", scaled["scaleTargetRef"]["name"])
    names = {f"candid_{each.name}" for each in await figures(storage)}
    for trigger in scaled["triggers"]:
        assert unknown(trigger["metadata"]["query"], names) == []
        assert float(trigger["metadata"]["threshold"]) > float(trigger["metadata"]["activationThreshold"]) > 0
    assert scaled["minReplicaCount"] >= 1, "somebody is always there to take the first job"
