# Completion of synbib for bash. `synbib completion bash` prints it, `synbib completion install bash` puts it in place.

_synbib() {
    local reply program="${COMP_WORDS[0]/#\~/$HOME}"
    COMPREPLY=()
    reply="$(_SYNBIB_COMPLETE=bash_complete "$program" "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)" || return 0
    local order="${reply%%$'\n'*}"
    if [[ $order == paths ]]; then
        return 0 # bash goes on with files, for nothing is found here
    fi
    if type compopt &>/dev/null; then # bash 4
        compopt +o default +o bashdefault
        [[ $order == joined ]] && compopt -o nospace
    fi
    [[ $reply == *$'\n'* ]] || return 0
    local line
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done <<<"${reply#*$'\n'}"
}

complete -o default -o bashdefault -F _synbib synbib
