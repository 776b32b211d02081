# Vestibule: plain GNU make. `make help` lists the targets.
VERSION  := $(shell sed -n 's/^\#define VESTIBULE_VERSION "\(.*\)"/\1/p' src/main.c)
VARIANT  ?= release
BUILD    := build/$(VARIANT)
PREFIX   ?= /usr/local
ARGS     ?=

# Debian's tools for another architecture: make VARIANT=arm64.
PKG_CONFIG ?= pkg-config
ifeq ($(VARIANT),arm64)
CC         := aarch64-linux-gnu-gcc
PKG_CONFIG := aarch64-linux-gnu-pkg-config
endif

# Debian packages: what building and playing need, and what testing needs besides.
BUILD_PACKAGES := gcc pkg-config libsdl2-dev libsdl2-ttf-dev libsdl2-image-dev libqrencode-dev \
                  libcjson-dev libfribidi-dev libdrm-dev gettext tzdata
TEST_PACKAGES  := $(BUILD_PACKAGES) libcmocka-dev clang clang-format xvfb xauth xdotool zbar-tools \
                  imagemagick valgrind pango1.0-tools git rsync curl openssh-client shellcheck openbox \
                  x11-utils libspeechd-dev $(if $(shell command -v npm),,nodejs npm)
TORTURE_PACKAGES := $(TEST_PACKAGES) qemu-system-common e2fsprogs openssh-client strace
DEB_PACKAGES   := $(BUILD_PACKAGES) libspeechd-dev dpkg-dev debhelper fakeroot lintian
# Debian's cross compiler, what it links with, and what runs the result.
ARM64_PACKAGES := $(DEB_PACKAGES) gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static \
                  qemu-user imagemagick libsdl2-dev:arm64 libsdl2-ttf-dev:arm64 libsdl2-image-dev:arm64 \
                  libqrencode-dev:arm64 libcjson-dev:arm64 libfribidi-dev:arm64 libdrm-dev:arm64 libcmocka-dev:arm64 \
                  libspeechd-dev:arm64
# Reading aloud at the kiosk, where libspeechd-dev is installed.
SPEECH         := $(shell $(PKG_CONFIG) --exists speech-dispatcher 2>/dev/null && echo speech-dispatcher)
PACKAGES       := sdl2 SDL2_ttf SDL2_image libqrencode libcjson fribidi libdrm $(SPEECH)

CFLAGS   ?= -O2 -g
CPPFLAGS += -Isrc -Itests -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wformat=2
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell $(PKG_CONFIG) --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell $(PKG_CONFIG) --libs $(PACKAGES)))$(PKG_LIBS)
BASE_CFLAGS = -std=c17 $(WARNINGS) $(PKG_CFLAGS) $(if $(SPEECH),-DHAVE_SPEECHD) -MMD -MP
LIBS        = $(PKG_LIBS) -lm

# -O1 compiles in two thirds of the time of -O2, but guesses at lengths that -O2 knows.
ifeq ($(VARIANT),asan)
CFLAGS := -O1 -g
BASE_CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer \
               -Wno-format-truncation -Wno-maybe-uninitialized
LDFLAGS += -fsanitize=address,undefined
endif
ifeq ($(VARIANT),tsan)
BASE_CFLAGS += -fsanitize=thread
LDFLAGS += -fsanitize=thread
endif
# libFuzzer is clang's; other builds give the same targets files instead (tests/fuzz/fuzz.h).
ifeq ($(VARIANT),fuzz)
CC := clang
CPPFLAGS += -DFUZZING
BASE_CFLAGS += -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined \
               -fno-omit-frame-pointer
FUZZ_LDFLAGS := -fsanitize=fuzzer,address,undefined
endif
ifeq ($(VARIANT),coverage)
CFLAGS = -O0 -g --coverage
LDFLAGS += --coverage
endif
ifdef STRICT
BASE_CFLAGS += -Werror
endif

SOURCES := $(wildcard src/*/*.c)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
MAIN    := $(BUILD)/src/main.o
TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/test_*.c tests/*/tool_*.c))
BENCH   := $(patsubst %.c,$(BUILD)/%.o,$(filter-out tests/bench/tool_%,$(wildcard tests/bench/*.c)))
SUPPORT := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/support/*.c))
FUZZ    := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
SYNTAX  := $(patsubst %.c,%.syntax,$(wildcard src/*.c src/*/*.c tests/*/*.c))
FUZZ_PARTS := $(BUILD)/tests/fuzz/fuzz.o $(if $(FUZZ_LDFLAGS),,$(BUILD)/tests/fuzz/replay.o)

.PHONY: all help run test tests fuzz gate torture bench coverage preview messages format docs install uninstall clean \
        packages test-packages torture-packages deb deb-arm64 test-arm64 guest-test fleet-test deb-packages arm64-packages
CATALOGUES := $(patsubst assets/locale/%.po,$(BUILD)/locale/%/LC_MESSAGES/vestibule.mo,\
                $(wildcard assets/locale/*.po))
all: $(BUILD)/vestibule $(CATALOGUES)

help:
	@echo "make run        install what is missing, build, play content/ (ARGS=--windowed for a window)"
	@echo "make test       install what tests need, build and run them all"
	@echo "make            build build/release/vestibule"
	@echo "make preview    every slide as PNG and one contact sheet in build/preview"
	@echo "make gate       all that must hold before a change lands: gcc, clang, sanitizers, tests"
	@echo "make torture    what no commit can wait for: fuzzing, faults… (SECONDS=60 for each part)"
	@echo "make bench      how fast it is, against the goals (ARGS=--quick: in a hurry)"
	@echo "make deb        the Debian package, in build/ (make deb-arm64: for a Raspberry Pi)"
	@echo "make test-arm64 the test programs and an export on an emulated 64-bit ARM"
	@echo "make guest-test the service in a virtual machine with a kernel display (skipped without QEMU)"
	@echo "make fleet-test 30 screens, git and web delivery, a real Prometheus (about five minutes)"
	@echo "make coverage   lines and branches that the tests reach, by folder"
	@echo "make messages   bring assets/locale/fr.po up to date, print what lacks a translation"
	@echo "make format     format the C sources (clang-format)"
	@echo "make docs       refresh content/schema/, the tables of content/README.md and vestibule-content(5)"
	@echo "make install    install under PREFIX ($(PREFIX)), below DESTDIR when set"
	@echo "make clean      remove build/"

# $(1): Debian packages. Says which are missing and installs them.
define install_missing
@missing=; for package in $(1); do \
    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || \
        missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
    echo "Installing the missing packages:$$missing"; \
    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
    $$sudo apt-get update -qq && \
    DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing \
        >build-packages.log 2>&1 || { cat build-packages.log; rm -f build-packages.log; exit 1; }; \
    rm -f build-packages.log; \
fi
endef

packages:
	$(call install_missing,$(BUILD_PACKAGES))

test-packages:
	$(call install_missing,$(TEST_PACKAGES))

torture-packages:
	$(call install_missing,$(TORTURE_PACKAGES))

deb-packages:
	$(call install_missing,$(DEB_PACKAGES))

arm64-packages:
	@if ! dpkg --print-foreign-architectures | grep -qx arm64; then \
	    echo "Adding arm64 to the architectures of this machine (dpkg --add-architecture arm64)"; \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; $$sudo dpkg --add-architecture arm64; \
	fi
	$(call install_missing,$(ARM64_PACKAGES))

run: packages
	@$(MAKE) --no-print-directory -s -j$$(nproc) all
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || grep -qx connected /sys/class/drm/*/status 2>/dev/null; \
	then \
	    echo "Playing content/ (in a window, Esc leaves; full screen, Ctrl-C here)"; \
	    exec $(BUILD)/vestibule play content $(ARGS); \
	else \
	    echo "There is no display here: writing the slides as pictures instead."; \
	    $(MAKE) --no-print-directory -s preview; \
	fi

preview: all
	@mkdir -p build/preview
	$(BUILD)/vestibule export content -o build/preview --contact-sheet $(ARGS)
	@echo "All slides at once: build/preview/contact-sheet.png"

test: test-packages
	@$(MAKE) --no-print-directory -s -j$$(nproc) all tests
	@tests/run.sh $(BUILD)

gate: test-packages
	@tests/gate.sh

# What no commit can wait for. Each script of tests/torture/ builds what it needs besides.
SECONDS ?= 60
torture: torture-packages
	@$(MAKE) --no-print-directory -s -j$$(nproc) all tests
	@SECONDS=$(SECONDS) tests/torture.sh $(BUILD) $(ARGS)

# Figures for people: never a test, since they depend on the machine and its load.
bench: test-packages
	@$(MAKE) --no-print-directory -s -j$$(nproc) all $(BUILD)/bench/bench
	@$(BUILD)/bench/bench --vestibule $(BUILD)/vestibule --work $(BUILD)/bench $(ARGS)

deb: deb-packages
	@assets/debian/build.sh

deb-arm64: arm64-packages
	@assets/debian/build.sh arm64

test-arm64: arm64-packages
	@$(MAKE) --no-print-directory -s -j$$(nproc) all
	@$(MAKE) --no-print-directory -s -j$$(nproc) VARIANT=arm64 all tests
	@tests/arm64.sh $(BUILD)
	@tests/arm64/instructions.sh

guest-test: deb
	@tests/guest.sh

# Prometheus, node_exporter and nginx are unpacked into build/, not installed.
fleet-test:
	$(call install_missing,$(BUILD_PACKAGES) git openssh-client curl)
	@$(MAKE) --no-print-directory -s -j$$(nproc) all
	@tests/fleet.sh $(BUILD)

coverage: test-packages
	@$(MAKE) --no-print-directory -s -j$$(nproc) VARIANT=coverage all tests
	@tests/coverage.sh build/coverage

messages: test-packages
	@mkdir -p build
	tests/gate/messages.sh build/messages.pot
	@msgmerge --quiet --no-fuzzy-matching --no-location --sort-output assets/locale/fr.po \
	    build/messages.pot | msgattrib --no-obsolete | grep -v '^"POT-Creation-Date' >build/fr.po
	@cmp -s build/fr.po assets/locale/fr.po || cp build/fr.po assets/locale/fr.po
	@msgattrib --untranslated --no-wrap assets/locale/fr.po

format:
	find src tests -name '*.[ch]' -exec clang-format -i {} +

# What is made from the field tables: schemas of editors, tables of the staff guide, a manual page.
docs: all
	$(BUILD)/vestibule schema -o content/schema
	$(BUILD)/vestibule doc >build/reference.md
	sed -i -e '/^<!-- reference: début/r build/reference.md' \
	    -e '/^<!-- reference: début/,/^<!-- reference: fin/{//!d}' content/README.md
	$(BUILD)/vestibule doc --format=man >assets/vestibule-content.5

$(BUILD)/vestibule: $(MAIN) $(OBJECTS)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/locale/%/LC_MESSAGES/vestibule.mo: assets/locale/%.po
	@mkdir -p $(@D)
	msgfmt --check-format --output-file=$@ $<

# The loops of a fade must be vectorised, and so should those that read whole surfaces.
$(BUILD)/src/stage/blend.o $(BUILD)/src/stage/fade.o $(BUILD)/src/render/ink.o: CFLAGS := $(CFLAGS) -O3

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(BASE_CFLAGS) $(CFLAGS) -c -o $@ $<

# Another compiler reads every source, which takes half of building with it: make syntax CC=clang.
syntax: $(SYNTAX)
.PHONY: syntax $(SYNTAX)
$(SYNTAX): %.syntax: %.c
	$(CC) $(CPPFLAGS) $(filter-out -MMD -MP,$(BASE_CFLAGS)) -fsyntax-only $<

# The program as it is where libspeechd-dev is missing: only what asks for it is compiled again.
VOICED := $(shell grep -l HAVE_SPEECHD src/*/*.c)
SILENT := $(VOICED:%.c=$(BUILD)/silent/%.o)
$(SILENT): $(BUILD)/silent/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(filter-out -DHAVE_SPEECHD,$(BASE_CFLAGS)) $(CFLAGS) -c -o $@ $<
$(BUILD)/silent/vestibule: $(MAIN) $(filter-out $(VOICED:%.c=$(BUILD)/%.o),$(OBJECTS)) $(SILENT)
	$(CC) $(LDFLAGS) -o $@ $^ $(filter-out -lspeechd,$(LIBS))

$(BUILD)/libvestibule.a: $(OBJECTS)
	rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(SUPPORT) $(BUILD)/libvestibule.a
	$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS) -lcmocka

# Programs in which calls are made to fail.
FAULTS      := $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(wildcard tests/fault/test_*.c tests/fault/tool_*.c),\
                 $(wildcard tests/fault/*.c)))
FAULT_TESTS := $(filter $(BUILD)/tests/fault/%,$(TESTS))
$(FAULT_TESTS): $(FAULTS)
ifeq ($(VARIANT),asan)
$(FAULT_TESTS): LDFLAGS += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
endif

$(BUILD)/tests/fuzz/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(FUZZ_PARTS) $(SUPPORT) $(BUILD)/libvestibule.a
	$(CC) $(LDFLAGS) $(FUZZ_LDFLAGS) -o $@ $^ $(LIBS) -lcmocka

fuzz: $(FUZZ)

$(BUILD)/tests/bench/tool_page: $(BUILD)/tests/bench/page.o

tests: $(TESTS) $(FUZZ) $(CATALOGUES)

$(BUILD)/bench/bench: $(BENCH) $(BUILD)/libvestibule.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

# What the program reads while it runs, its manual, and what a desktop and a shell need to know of it.
install: all
	install -D -m 755 $(BUILD)/vestibule $(DESTDIR)$(PREFIX)/bin/vestibule
	install -D -m 644 assets/vestibule.1 $(DESTDIR)$(PREFIX)/share/man/man1/vestibule.1
	install -D -m 644 assets/vestibule-content.5 \
	    $(DESTDIR)$(PREFIX)/share/man/man5/vestibule-content.5
	install -D -m 644 assets/system/vestibule.bash \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/vestibule
	install -D -m 644 assets/system/vestibule.desktop \
	    $(DESTDIR)$(PREFIX)/share/applications/vestibule.desktop
	install -D -m 644 assets/system/vestibule.svg \
	    $(DESTDIR)$(PREFIX)/share/icons/hicolor/scalable/apps/vestibule.svg
	install -D -m 755 assets/system/recover $(DESTDIR)$(PREFIX)/libexec/vestibule/recover
	install -D -m 755 -t $(DESTDIR)$(PREFIX)/bin assets/fleet/vestibule-fetch assets/fleet/vestibule-publish
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man1 assets/fleet/*.1
	mkdir -p $(DESTDIR)$(PREFIX)/share/vestibule
	cp -R assets content assets/system/fallback $(DESTDIR)$(PREFIX)/share/vestibule/
	cd $(DESTDIR)$(PREFIX)/share/vestibule/assets && \
	    rm -rf debian locale system hall-screen.png vestibule.1 vestibule-content.5 \
	    fleet/vestibule-fetch fleet/vestibule-publish fleet/*.1
	for mo in $(CATALOGUES:$(BUILD)/%=%); do \
	    install -D -m 644 $(BUILD)/$$mo $(DESTDIR)$(PREFIX)/share/$$mo || exit 1; \
	done

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/vestibule $(DESTDIR)$(PREFIX)/share/vestibule \
	    $(DESTDIR)$(PREFIX)/bin/vestibule-fetch $(DESTDIR)$(PREFIX)/bin/vestibule-publish \
	    $(DESTDIR)$(PREFIX)/share/man/man1/vestibule.1 \
	    $(DESTDIR)$(PREFIX)/share/man/man1/vestibule-fetch.1 \
	    $(DESTDIR)$(PREFIX)/share/man/man1/vestibule-publish.1 \
	    $(DESTDIR)$(PREFIX)/share/man/man5/vestibule-content.5 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/vestibule \
	    $(DESTDIR)$(PREFIX)/share/applications/vestibule.desktop \
	    $(DESTDIR)$(PREFIX)/share/icons/hicolor/scalable/apps/vestibule.svg \
	    $(DESTDIR)$(PREFIX)/libexec/vestibule
	rm -f $(CATALOGUES:$(BUILD)/%=$(DESTDIR)$(PREFIX)/share/%)

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(MAIN:.o=.d) $(TESTS:=.d) $(FAULTS:.o=.d) $(FUZZ:=.d) $(FUZZ_PARTS:.o=.d) $(SUPPORT:.o=.d) $(BENCH:.o=.d)
.SECONDARY:
