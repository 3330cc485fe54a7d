# What install.sh and run.sh share: where synbib is installed, and an environment that leads nobody into the checkout.

# Python reads modules, start-up code and options from PYTHONPATH and its like, pip from PIP_CONFIG_FILE and others. A
# workflow may have set them for its own use, to folders of the checkout. (The lists are not quoted, to be split.)
unset ${!PYTHON@} ${!PIP_@}

isolated_home="$RUNNER_TEMP/synbib"

# Print the path of the Python that synbib is installed for.
isolated_python() {
    case $RUNNER_OS in
        Windows) printf '%s\n' "$isolated_home/Scripts/python.exe" ;;
        *) printf '%s\n' "$isolated_home/bin/python" ;;
    esac
}
