# What scripts need of tools; sourced by `.ci/run` and the scripts that it calls.

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command, once more if it fails: for downloads.
twice() { "$@" || { echo "once more: $*"; sleep 5; "$@"; }; }

# Installs Debian packages.
packages() {
    if [[ $EUID -ne 0 ]] || ! have apt-get; then
        echo "error: this needs root and apt; install $* and run again"
        return 1
    fi
    twice apt-get update -qq
    DEBIAN_FRONTEND=noninteractive twice apt-get install -y -qq --no-install-recommends "$@"
}

# Makes sure of a command, from Debian packages.
need() {
    have "$1" && return
    local command=$1
    shift
    echo "$command is missing: installing $*"
    packages "$@"
    have "$command"
}

# Makes sure of a cargo subcommand at a version.
need_cargo() { have "cargo-$1" || twice cargo install --locked "cargo-$1@$2"; }

need_component() {
    cargo "$1" --version >/dev/null 2>&1 && return
    twice rustup component add "$2"
}
