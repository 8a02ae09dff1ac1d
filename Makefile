# Needs GNU make.  There is no configure step: set variables on the command
# line or in config.mk, e.g.  make CC=clang SAN=address,undefined check

-include config.mk

VERSION	= 0.1
LAYERS	= base table define register follow calc draw
comma	:= ,

ifeq ($(origin CC),default)
CC	= gcc
endif
O	?= build
CFLAGS	?= -O2 -g
PREFIX	?= /usr/local
BINDIR	?= $(PREFIX)/bin
DATADIR	?= $(PREFIX)/share
MANDIR	?= $(DATADIR)/man
COMPDIR	?= $(DATADIR)/bash-completion/completions

WARN	= -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wformat=2 \
	  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	  -Wwrite-strings -Wcast-qual -Wpointer-arith -Wimplicit-fallthrough \
	  -Wconversion -Wno-sign-conversion
HARD	= -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	  -fstack-clash-protection -fcf-protection=full -fPIE
HARDLD	= -pie -Wl,-z,relro -Wl,-z,now
ifdef SAN
override O := $(O)/$(subst $(comma),-,$(SAN))
HARD	= -fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all
HARDLD	= -fsanitize=$(SAN)
endif

# .xlsx is written where libxlsxwriter is, and zlib, with which the workbooks are
# looked through; XLSX= on the command line builds without.
ifeq ($(origin XLSX),undefined)
XLSX	:= $(shell echo \
	  'int main(void) { return !lxw_version() + !zlibVersion(); }' | \
	  $(CC) $(CPPFLAGS) $(LDFLAGS) -include xlsxwriter.h -include zlib.h \
	  -x c -o /dev/null - -lxlsxwriter -lz 2>/dev/null && echo yes)
endif
export XLSX

ALLCF	= -std=c11 -D_XOPEN_SOURCE=700 -DVERSION='"$(VERSION)"' \
	  -DFU_SHARE='"$(DATADIR)/fu"' -ffp-contract=off -fno-common \
	  $(if $(XLSX),-DHAVE_XLSXWRITER) -Ilib -Icmd $(WARN) $(HARD) \
	  $(CPPFLAGS) $(CFLAGS)
ALLLD	= $(HARDLD) $(LDFLAGS)
LIBS	= -lcsv -lpcre2-8 -lutf8proc -lsodium -lzip -lexpat -lical -lRmath \
	  -lm \
	  $(if $(XLSX),-lxlsxwriter -lz) $(LDLIBS)

LIBSRC	= $(filter-out $(if $(XLSX),,lib/table/write_xlsx.c), \
	  $(foreach l,$(LAYERS),$(wildcard lib/$l/*.c)))
LIBFU	= $(O)/libfu.a
PROGRAMS = $(notdir $(patsubst %/,%,$(wildcard cmd/*/)))
BINS	= $(PROGRAMS:%=$(O)/%)
UNITS	= $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
TOOLS	= $(O)/storetool $(O)/shortwrite.so
SHARED	= kinds codes codebooks scales norms templates agendas calendars rules \
	  checklists scripts demo
SHAREFILES = $(foreach d,$(SHARED),$(wildcard share/$d/*))
FAULTS	= $(wildcard tests/fault/*.sh)
SHELLTESTS = $(wildcard tests/cmd/*.t tests/pipe/*.t tests/docs/*.t) $(FAULTS)
PATHS	= O="$(abspath $(O))" FU_SOURCE="$(CURDIR)" \
	  FU_SHARE="$(abspath $(O))/share" STORETOOL="$(abspath $(O))/storetool" \
	  SHORTWRITE="$(abspath $(O))/shortwrite.so"

# One line for each file that is made; V=1 shows the commands.
ifndef V
Q	= @
say	= @echo "  $(1)	$@"
endif

all: $(BINS) $(O)/share/.made

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALLCF) -MMD -MP -c -o $@ $<

$(LIBFU): $(LIBSRC:%.c=$(O)/%.o)
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

define program
$(O)/$(1): $(patsubst %.c,$(O)/%.o,$(wildcard cmd/*.c cmd/$(1)/*.c)) $(LIBFU)
	$$(call say,LD)
	$$(Q)$$(CC) $$(ALLLD) -o $$@ $$^ $$(LIBS)
endef
$(foreach p,$(PROGRAMS),$(eval $(call program,$(p))))

# The definitions and the translations, laid out as they are installed.
$(O)/share/.made: $(SHAREFILES) share/po/da.po
	@rm -rf $(O)/share
	@mkdir -p $(O)/share/locale/da/LC_MESSAGES
	cp -r $(SHARED:%=share/%) $(O)/share
	msgfmt -c -o $(O)/share/locale/da/LC_MESSAGES/fu.mo share/po/da.po
	@touch $@

$(UNITS:%=$(O)/unit/%): $(O)/unit/%: $(O)/tests/unit/%.o $(LIBFU)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(ALLLD) -o $@ $^ -lcmocka $(LIBS)

$(O)/storetool: $(O)/tests/fault/storetool.o $(LIBFU)
	$(call say,LD)
	$(Q)$(CC) $(ALLLD) -o $@ $^ $(LIBS)

$(O)/shortwrite.so: tests/fault/shortwrite.c
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) -std=c11 -D_XOPEN_SOURCE=700 -O2 -fPIC -shared -o $@ $<

# --------------------------------------------------------------- users --

deps:
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	    --no-install-recommends $$(cut -f 1 .ci/packages)

need-build:
	@.ci/missing build
need-test:
	@.ci/missing build test

demo: need-build
	@$(MAKE) --no-print-directory -s -j 2 all >/dev/null
	@PATH="$(abspath $(O)):$$PATH" $(PATHS) sh tests/demo.sh

check: need-test
	@$(MAKE) --no-print-directory -j 2 all units
	@printf '%s\n' $(UNITS:%=$(O)/unit/%) | $(PATHS) \
	    CMOCKA_MESSAGE_OUTPUT=TAP prove -j 2 -e '' -
	@$(PATHS) prove -j 2 -e sh $(SHELLTESTS)

units: $(UNITS:%=$(O)/unit/%) $(TOOLS)

# Rewrites the expected files from what comes out now; git diff reviews it.
golden: all units
	-$(PATHS) GOLDEN=write prove -e sh $(wildcard tests/cmd/*.t)
	-$(PATHS) GOLDEN=write $(O)/unit/write
	git diff --stat tests/golden

lint:
	tests/lint/layers.sh
	tests/lint/style.sh
	mandoc -T lint -W warning man/*.[1-8]
	shellcheck -S warning -s sh -e SC2034,SC2154 $(wildcard tests/*.sh tests/*/*.sh \
	    tests/*/*.t share/demo/*.sh share/scripts/*.sh) \
	    .ci/run .ci/missing
	cppcheck -q --std=c11 --enable=warning,portability --inline-suppr \
	    --suppress=unknownMacro -j 2 --error-exitcode=1 -Ilib -Icmd \
	    -D_XOPEN_SOURCE=700 -DVERSION='"0"' -DFU_SHARE='""' lib cmd
	printf '%s\n' $(LIBSRC) $(wildcard cmd/*.c cmd/*/*.c) | \
	    xargs -P 2 -n 4 sh -c 'clang-tidy --quiet "$$@" -- -std=c11 \
	    -D_XOPEN_SOURCE=700 -Ilib -Icmd -DVERSION="\"0\"" \
	    $(if $(XLSX),-DHAVE_XLSXWRITER) \
	    -DFU_SHARE="\"\"" 2>/dev/null' tidy

# ----------------------------------------------------------- developers --

FUZZ	= $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
TIME	?= 60
FUZZLIB	= $(O)/fuzz/fuzzer-no-link-address-undefined/libfu.a
fuzz:
	@mkdir -p $(O)/fuzz
	@$(MAKE) --no-print-directory -s -j 2 CC=clang CFLAGS='-g -O1' \
	    SAN=fuzzer-no-link,address,undefined O=$(O)/fuzz $(FUZZLIB)
	@for f in $(FUZZ); do \
	    clang -std=c11 -D_XOPEN_SOURCE=700 -g -O1 -Ilib \
		-fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all -o $(O)/fuzz/$$f \
		tests/fuzz/fuzz_$$f.c $(FUZZLIB) $(LIBS) || exit 1; \
	    mkdir -p $(O)/fuzz/corpus-$$f; \
	    test $$f != import || \
		tests/fuzz/seeds.sh $(O)/fuzz/corpus-$$f || exit 1; \
	    $(O)/fuzz/$$f -max_total_time=$(TIME) -max_len=16384 \
		-dict=tests/fuzz/dict/$$f.dict -print_final_stats=1 \
		-artifact_prefix=$(O)/fuzz/ $(O)/fuzz/corpus-$$f \
		tests/fuzz/corpus/$$f $$(test $$f != template || \
		echo share/templates) $$(test $$f != rule || \
		echo share/rules share/calendars) || exit 1; \
	done

$(O)/bench/csv: $(O)/tests/bench/csv.o $(LIBFU)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(ALLLD) -o $@ $^ $(LIBS)

bench: all $(O)/bench/csv
	$(PATHS) sh tests/bench/run.sh

cover:
	$(MAKE) O=$(O)/cover CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage check
	lcov -q -c -d $(O)/cover -o $(O)/cover/all.info
	lcov -q -e $(O)/cover/all.info '$(CURDIR)/lib/*' '$(CURDIR)/cmd/*' \
	    -o $(O)/cover/fu.info
	lcov -l $(O)/cover/fu.info

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR)/fu \
	    $(DESTDIR)$(COMPDIR) $(DESTDIR)$(DATADIR)/doc/fu
	install -m 755 $(BINS) $(DESTDIR)$(BINDIR)
	cp -r $(SHARED:%=$(O)/share/%) $(O)/share/locale \
	    $(DESTDIR)$(DATADIR)/fu
	chmod -R u=rwX,go=rX $(DESTDIR)$(DATADIR)/fu
	install -m 644 README LICENSE share/doc/NEWS \
	    $(DESTDIR)$(DATADIR)/doc/fu
	for p in $(PROGRAMS); do install -m 644 share/completion/fu.bash \
	    $(DESTDIR)$(COMPDIR)/$$p || exit 1; done
	for m in man/*.[1-8]; do install -D -m 644 $$m \
	    $(DESTDIR)$(MANDIR)/man$${m##*.}/$${m##*/} || exit 1; done

uninstall:
	rm -f $(PROGRAMS:%=$(DESTDIR)$(BINDIR)/%) \
	    $(PROGRAMS:%=$(DESTDIR)$(COMPDIR)/%)
	for m in man/*.[1-8]; do \
	    rm -f $(DESTDIR)$(MANDIR)/man$${m##*.}/$${m##*/}; done
	rm -rf $(DESTDIR)$(DATADIR)/fu $(DESTDIR)$(DATADIR)/doc/fu

dist:
	@mkdir -p $(O)
	git archive --prefix=fu-$(VERSION)/ -o $(O)/fu-$(VERSION).tar.gz HEAD

# The tarball alone builds, passes its tests, installs, and works installed.
distcheck: dist
	rm -rf $(O)/dist && mkdir -p $(O)/dist
	tar -xzf $(O)/fu-$(VERSION).tar.gz -C $(O)/dist
	$(MAKE) -C $(O)/dist/fu-$(VERSION) O=build check
	$(MAKE) -C $(O)/dist/fu-$(VERSION) O=build-installed \
	    PREFIX=$(abspath $(O))/dist/root install
	env -u FU_SHARE PATH="$(abspath $(O))/dist/root/bin:$$PATH" \
	    DEMO=$(abspath $(O))/dist/root/share/fu/demo sh tests/demo.sh

clean:
	rm -rf $(O)

.PHONY: all deps need-build need-test demo check units golden lint fuzz bench \
	cover install uninstall dist distcheck clean
-include $(shell find $(O) -name '*.d' 2>/dev/null)
