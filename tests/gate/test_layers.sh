#!/bin/sh
# Arrows point down only, and no SDL below render/ and stage/: the plan in src/README.md as a check.
cd "$(dirname "$0")/../.." || exit 1
bad=0

# room: the rooms it may include, itself always
allowed() {
    case $1 in
    base) echo base ;;
    calendar) echo base calendar ;;
    machine) echo base machine ;;
    content) echo base calendar content ;;
    picture) echo base picture ;;
    slides) echo base calendar content picture slides ;;
    kiosk) echo base calendar content picture slides kiosk ;;
    render) echo base picture render ;;
    stage) echo base machine calendar content picture slides kiosk render stage ;;
    commands) echo base machine calendar content picture slides kiosk render stage commands ;;
    *) echo unknown ;;
    esac
}

for room in src/*/; do
    room=$(basename "$room")
    rooms=$(allowed "$room")
    if [ "$rooms" = unknown ]; then
        echo "src/$room is not in the plan of the rooms"
        bad=1
    fi
    for file in src/"$room"/*.[ch]; do
        for target in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file"); do
            case " $rooms " in
            *" $target "*) ;;
            *)
                echo "$file includes $target/, which is above it"
                bad=1
                ;;
            esac
        done
        case $room in
        render|stage|commands) ;;
        *)
            if grep -nE '#include *[<"](SDL|qrencode)' "$file"; then
                echo "$file includes SDL or libqrencode"
                bad=1
            fi
            ;;
        esac
    done
done
if grep -nE '#include *[<"](SDL_ttf|SDL_image|qrencode)' src/stage/*.[ch]; then
    echo "only render/ uses SDL_ttf, SDL_image and libqrencode"
    bad=1
fi
exit $bad
