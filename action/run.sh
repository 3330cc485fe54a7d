#!/usr/bin/env bash
# What action.yml runs, after install.sh, in the checkout. Its inputs are environment variables: SYNBIB_MODE, SYNBIB_FILES,
# SYNBIB_STORE, SYNBIB_CHECKS, SYNBIB_OFFLINE, SYNBIB_MAX_REQUESTS, SYNBIB_MESSAGE, SYNBIB_AUTHOR,
# SYNBIB_SITE_FOLDER, SYNBIB_SITE_URL; SYNBIB_HEAD_REPOSITORY is where a pull request comes from, SYNBIB_BASE the commit
# that it is against. It keeps to Bash 3.2, which macOS has.
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

# The works of a pull request are those that its base has not, or has otherwise. What is checked out is the merge of both
# branches, alone: its base has to be fetched.
verify_new() {
    local since='' offline=''
    case $SYNBIB_OFFLINE in
        true) offline=1 ;;
        false) ;;
        *) fail "the input 'offline' must be true or false" ;;
    esac
    case ${GITHUB_EVENT_NAME:-} in
        pull_request*)
            since=$SYNBIB_BASE
            git cat-file -e "$since^{commit}" 2> /dev/null || git fetch --quiet --depth=1 origin "$since" 2> /dev/null ||
                fail "the base of the pull request cannot be fetched; give actions/checkout 'fetch-depth: 0'"
            ;;
    esac
    # What is kept must not be what the checkout holds.
    SYNBIB_CACHE=$RUNNER_TEMP/synbib-cache synbib verify --format github --max-requests="$SYNBIB_MAX_REQUESTS" \
        ${offline:+--offline} ${since:+--since="$since"} -- ${SYNBIB_STORE:+"$SYNBIB_STORE"}
}

run_check() {
    case $1 in
        fmt) synbib fmt --check --output-format github -- ${SYNBIB_STORE:+"$SYNBIB_STORE"} ;;
        check) synbib check --output-format github -- ${SYNBIB_STORE:+"$SYNBIB_STORE"} ;;
        sync) sync_files --check ;;
        verify) verify_new ;;
        *) fail "the input 'checks' holds what is not one; write some of: fmt check sync verify" ;;
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

# --- what pushes: files written anew, committed and pushed, if anything in them changed ------------------------------

name='' address=''
author() {
    name=${SYNBIB_AUTHOR% <*} address=${SYNBIB_AUTHOR##*<}
    address=${address%>}
    [ "$name <$address>" = "$SYNBIB_AUTHOR" ] || fail "the input 'author' must be of the form: Name <address>"
}

# The branch, a command that writes files, and those that are committed.
write_and_push() {
    local branch=$1 write=$2 before
    shift 2
    # Somebody may push in the meantime: then it is done again on top of that.
    while true; do
        "$write"
        git add --update -- "$@"
        if git diff --cached --quiet -- "$@"; then
            output changed=false
            return 0
        fi
        before=$(git rev-parse HEAD)
        git -c user.name="$name" -c user.email="$address" commit --quiet --message="$SYNBIB_MESSAGE" -- "$@"
        if git push --quiet origin "HEAD:$branch"; then
            output changed=true
            return 0
        fi
        git reset --quiet --keep "$before"
        git pull --quiet --ff-only origin "$branch"
        [ "$before" != "$(git rev-parse HEAD)" ] ||
            fail "the push was refused; the job needs 'permissions: contents: write', and a branch that is not protected"
    done
}

regenerate() {
    author
    case ${GITHUB_EVENT_NAME:-} in
        pull_request*) fail "mode regenerate pushes to a branch, which a pull request has not; use mode check" ;;
    esac
    case ${GITHUB_REF:-} in
        refs/heads/*) ;;
        *) fail "mode regenerate pushes to a branch; run it on a push to one" ;;
    esac
    write_and_push "$GITHUB_REF" sync_files "${files[@]}"
}

# --- absorb: what was edited inside blocks becomes an edit of the store ----------------------------------------------

import_edits() {
    synbib import --edits ${SYNBIB_STORE:+--store="$SYNBIB_STORE"} "$@" -- "${files[@]}"
}

# What is not understood is told of, and stays: the rest is taken all the same.
absorb_edits() {
    local code=0
    import_edits --output-format github || code=$?
    [ "$code" -le 1 ] || exit "$code"
    left=$code
}

# The edit for those who may not push, in the log and on the page of the run. No line of it can end the stretch.
show_edits() {
    local code=0 fence
    import_edits --diff --output-format github || code=$?
    [ "$code" -le 1 ] || exit "$code"
    fence=$(printf '%*s' $((64 + RANDOM % 64)) '' | tr ' ' '~')
    {
        printf '### Edits of the store\n\n%sdiff\n' "$fence"
        import_edits --diff --output-format text 2> /dev/null || true
        printf '%s\n' "$fence"
    } >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
    output changed=false
    return "$code"
}

left=0
absorb() {
    local branch=${GITHUB_REF:-}
    author
    case ${GITHUB_EVENT_NAME:-} in
        pull_request)
            if [ "$SYNBIB_HEAD_REPOSITORY" != "${GITHUB_REPOSITORY:-}" ] || [ -z "$SYNBIB_HEAD_REPOSITORY" ]; then
                show_edits
                return
            fi
            # What is checked out is the merge of both branches, and no branch of its own.
            branch=refs/heads/$GITHUB_HEAD_REF
            git fetch --quiet --depth=1 origin "$branch"
            git checkout --quiet --detach FETCH_HEAD
            ;;
        pull_request*) fail "mode absorb must not run on ${GITHUB_EVENT_NAME}; use pull_request" ;;
    esac
    case $branch in
        refs/heads/?*) ;;
        *) fail "mode absorb pushes to a branch; run it on a push to one, or on a pull request" ;;
    esac
    write_and_push "$branch" absorb_edits "${SYNBIB_STORE:-*.bib}" "${files[@]}"
    return "$left"
}

# --- site: the store as a folder of pages, for a later step to publish -----------------------------------------------

site() {
    [ -n "$SYNBIB_SITE_FOLDER" ] || fail "the input 'site-folder' names no folder; give one such as site"
    synbib site --output="$SYNBIB_SITE_FOLDER" ${SYNBIB_SITE_URL:+--url="$SYNBIB_SITE_URL"} -- \
        ${SYNBIB_STORE:+"$SYNBIB_STORE"}
}

case $SYNBIB_MODE in
    check) check ;;
    regenerate) regenerate ;;
    absorb) absorb ;;
    site) site ;;
    *) fail "the input 'mode' must be check, regenerate, absorb or site" ;;
esac
