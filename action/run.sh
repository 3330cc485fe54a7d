#!/usr/bin/env bash
# What action.yml runs, after install.sh, in the checkout. Its inputs are environment variables: SYNBIB_MODE, SYNBIB_FILES,
# SYNBIB_STORE, SYNBIB_CHECKS, SYNBIB_MESSAGE, SYNBIB_AUTHOR. It keeps to Bash 3.2, which macOS has.
set -euo pipefail
source "$GITHUB_ACTION_PATH/action/isolated.sh"

synbib() {
    # No code that the checkout names is run, whatever the environment allows.
    "$(isolated_python)" -I -m synbib --allow-middlewares=none "$@"
}

fail() {
    printf '::error title=synbib::%s\n' "$1"
    exit 2
}

output() {
    printf '%s\n' "$1" >> "${GITHUB_OUTPUT:-/dev/null}"
}

files=()
while IFS= read -r line; do
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    if [ -n "$line" ]; then files+=("$line"); fi
done <<< "$SYNBIB_FILES"
[ "${#files[@]}" -gt 0 ] || fail "the input 'files' names no file; give the Markdown files, one a line"

sync_files() {
    synbib sync ${SYNBIB_STORE:+--store="$SYNBIB_STORE"} --output-format github "$@" -- "${files[@]}"
}

# --- check: everything is run, whatever was found before, and the worst exit code is that of all -----------------------

run_check() {
    case $1 in
        fmt) synbib fmt --check --output-format github -- ${SYNBIB_STORE:+"$SYNBIB_STORE"} ;;
        check) synbib check --output-format github -- ${SYNBIB_STORE:+"$SYNBIB_STORE"} ;;
        sync) sync_files --check ;;
        *) fail "the input 'checks' holds what is not one; write some of: fmt check sync" ;;
    esac
}

check() {
    local status=0 code name names
    read -r -d '' -a names <<< "$SYNBIB_CHECKS" || true
    for name in ${names[@]+"${names[@]}"}; do
        code=0
        (run_check "$name") || code=$?
        if [ "$code" -gt "$status" ]; then status=$code; fi
    done
    return "$status"
}

# --- regenerate: the files written anew, committed and pushed, if anything in them changed -----------------------------

regenerate() {
    local name=${SYNBIB_AUTHOR% <*} address=${SYNBIB_AUTHOR##*<} before
    address=${address%>}
    [ "$name <$address>" = "$SYNBIB_AUTHOR" ] || fail "the input 'author' must be of the form: Name <address>"
    case ${GITHUB_EVENT_NAME:-} in
        pull_request*) fail "mode regenerate pushes to a branch, which a pull request has not; use mode check" ;;
    esac
    case ${GITHUB_REF:-} in
        refs/heads/*) ;;
        *) fail "mode regenerate pushes to a branch; run it on a push to one" ;;
    esac
    # Somebody may push in the meantime: then it is done again on top of that.
    while true; do
        sync_files
        git add -- "${files[@]}"
        if git diff --cached --quiet -- "${files[@]}"; then
            output changed=false
            return 0
        fi
        before=$(git rev-parse HEAD)
        git -c user.name="$name" -c user.email="$address" commit --quiet --message="$SYNBIB_MESSAGE" -- "${files[@]}"
        if git push --quiet origin "HEAD:$GITHUB_REF"; then
            output changed=true
            return 0
        fi
        git reset --quiet --keep "$before"
        git pull --quiet --ff-only origin "$GITHUB_REF"
        [ "$before" != "$(git rev-parse HEAD)" ] ||
            fail "the push was refused; the job needs 'permissions: contents: write', and a branch that is not protected"
    done
}

case $SYNBIB_MODE in
    check) check ;;
    regenerate) regenerate ;;
    *) fail "the input 'mode' must be check or regenerate" ;;
esac
