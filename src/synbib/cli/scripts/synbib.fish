# Completion of synbib for fish. `synbib completion fish` prints it, `synbib completion install fish` puts it in place.

function __synbib_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l reply (_SYNBIB_COMPLETE=fish_complete $words[1] $words[2..] "$word" 2>/dev/null)
    if test "$reply[1]" = paths
        set -l parts (string match -r -- '^(--[^=]*=)(.*)$' $word)
        if test (count $parts) -eq 3
            string replace -r -- '^' $parts[2] (__fish_complete_path $parts[3])
        else
            __fish_complete_path $word
        end
    else if set -q reply[2]
        printf '%s\n' $reply[2..]
    end
end

complete -c synbib -f -a '(__synbib_complete)'
