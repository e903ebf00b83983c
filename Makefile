# cetakd: plain GNU make.  The tree is the architecture: a folder under
# daemon/ is a program, its sources are found, its libraries stand here.
# `make help` lists what there is to make.
#   make [B=dir] [CC=gcc|clang] [SAN=1] [FUZZ=1] [V=1]

B       ?= build
CC       = gcc
VERSION  = 0.1.0
SAN     ?=
FUZZ    ?=
FUZZ_S  ?= 60
CYCLES  ?= 300

PREFIX     ?= /usr/local
DESTDIR    ?=
UNITDIR    ?= $(PREFIX)/lib/systemd/system
BACKENDDIR ?= /usr/lib/cups/backend

MAKEFLAGS += --no-print-directory

# ---- how everything is compiled ----

CFLAGS  ?= -O2 -g
WARN     = -std=c11 -Wall -Wextra -Werror -Wshadow -Wconversion \
	   -Wimplicit-fallthrough -Wstrict-prototypes -Wmissing-prototypes \
	   -pedantic
CPPFLAGS_ALL = -D_GNU_SOURCE -DCETAKD_VERSION='"$(VERSION)"' \
	   -DCETAKD_PREFIX='"$(PREFIX)"' -Iinclude -I$(B)/gen -iquote . \
	   $(CPPFLAGS)
ifneq ($(SAN)$(FUZZ),)
SANFLAGS = -fsanitize=address,undefined -fno-sanitize-recover=all \
	   -fno-omit-frame-pointer
endif
ifneq ($(FUZZ),)
SANFLAGS += -fsanitize=fuzzer-no-link
endif
CFLAGS_ALL  = $(WARN) $(CFLAGS) $(SANFLAGS) -MMD -MP
LDFLAGS_ALL = $(LDFLAGS) $(SANFLAGS) -Wl,--as-needed

# SNMP is optional: without libsnmp-dev press says nothing by it.
LIBS_snmp := $(shell pkg-config --silence-errors --libs netsnmp)

Q   = $(if $(V),,@)
say = @$(if $(V),:,printf '  %-5s %s\n' $(1) $@)
obj = $(patsubst %.c,$(B)/%.o,$(1))
pkg = $(shell pkg-config --libs $(1))

# ---- what is built: program, folder, the libraries it may link
#      (tests/lint/links holds each binary to its line) ----

PROGRAMS = cetakd cetakd-front cetakd-seal cetakd-render cetakd-press \
	   cetakd-hook cetak-gate cetak cetak-verify
DIR_cetakd        = core
DIR_cetakd-front  = front
DIR_cetakd-seal   = seal
DIR_cetakd-render = render
DIR_cetakd-press  = press
DIR_cetakd-hook   = hook
DIR_cetak-gate    = gate
DIR_cetak         = cli
DIR_cetak-verify  = verify
LIBS_cetakd        = $(call pkg,libsystemd libcrypto sqlite3 jansson inih libutf8proc \
		     zlib)
LIBS_cetakd-front  = $(call pkg,libmicrohttpd gnutls jansson libsystemd inih libcrypto \
		     xlsxwriter)
LIBS_cetakd-seal   = $(call pkg,libcrypto libsystemd jansson inih zlib)
LIBS_cetakd-render = -lhpdf $(call pkg,libjpeg libpng libqrencode zbar \
		     zlib libseccomp jansson inih libutf8proc) -lm
LIBS_cetakd-press  = -lcups $(call pkg,libseccomp jansson) $(LIBS_snmp)
LIBS_cetakd-hook   = $(call pkg,libcurl libcrypto jansson inih)
LIBS_cetak-gate    =
LIBS_cetak         = $(call pkg,libcurl jansson)
LIBS_cetak-verify  = $(call pkg,libcrypto jansson zbar libpng zlib)
LIBS_test = $(call pkg,libcrypto sqlite3 jansson inih libutf8proc zlib) -lm

BASE_SRC  = $(wildcard daemon/base/*.c)
STORE_SRC = $(wildcard spool/store*.c spool/stock*.c spool/blob.c)
SPOOL_SRC = $(filter-out $(STORE_SRC),$(wildcard spool/*.c))
ARCHIVES  = $(B)/libstore.a $(B)/libspool.a $(B)/libbase.a
BUILT     = $(foreach p,$(PROGRAMS),$(if \
	    $(wildcard daemon/$(DIR_$(p))/*.c),$(p)))

all: $(BUILT:%=$(B)/%) $(ARCHIVES)

# Objects are made anew when compiler or flags change.
$(B)/.flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LIBS_snmp))' > $@.$$$$; \
	if cmp -s $@ $@.$$$$; then rm $@.$$$$; else mv $@.$$$$ $@; fi

$(B)/%.o: %.c $(B)/.flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -c -o $@ $<

$(B)/daemon/press/snmp.o $(B)/daemon/press/snmp.tidy: \
    private CPPFLAGS += $(if $(LIBS_snmp),-DHAVE_SNMP)

$(B)/gen/%.o: $(B)/gen/%.c $(B)/.flags
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS_ALL) -iquote spool $(CFLAGS_ALL) -c -o $@ $<

$(B)/libbase.a: $(call obj,$(BASE_SRC))
$(B)/libspool.a: $(call obj,$(SPOOL_SRC)) $(B)/gen/metrics_data.o
$(B)/libstore.a: $(call obj,$(STORE_SRC))
$(B)/%.a:
	$(call say,AR)
	$(Q)rm -f $@; ar rcsD $@ $^

# The prepared fonts and the table of their widths, from Debian's fonts.
$(B)/fonts/.done: templates/fonts/prepare.py
	@mkdir -p $(B)/fonts $(B)/gen
	$(call say,FONTS)
	$(Q)/usr/bin/python3 templates/fonts/prepare.py $(B)/fonts $(B)/gen/metrics_data.c
	@touch $@
$(B)/gen/metrics_data.c: $(B)/fonts/.done ;

# The schema of the store, as the bytes of a C array.
$(B)/gen/schema.inc: spool/schema.sql
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g' > $@
$(B)/spool/store.o: $(B)/gen/schema.inc

# The pages' files and the API's description, as bytes of the front: plain,
# compressed, and the hash by which a browser may keep them.
WWW = $(wildcard templates/www/*) daemon/front/openapi.json
$(B)/gen/www.inc: $(WWW)
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)for f in $(WWW); do \
	    as=www_$$(basename $$f | tr .- __); \
	    echo "static const unsigned char $$as[] = {"; \
	    od -An -v -tx1 $$f | sed 's/ \(..\)/0x\1,/g'; echo "};"; \
	    echo "static const unsigned char $${as}_gz[] = {"; \
	    gzip -9nc $$f | od -An -v -tx1 | sed 's/ \(..\)/0x\1,/g'; echo "};"; \
	    echo "#define $${as}_hash \"$$(sha256sum $$f | cut -c1-10)\""; \
	    done > $@
$(B)/daemon/front/asset.o: $(B)/gen/www.inc

define program
$(B)/$(1): $$(call obj,$$(wildcard daemon/$$(DIR_$(1))/*.c)) \
    $(if $(filter cetakd,$(1)),$(B)/libstore.a) $(B)/libspool.a $(B)/libbase.a
	$$(call say,LD)
	$$(Q)$$(CC) $$(LDFLAGS_ALL) -o $$@ $$^ $$(LIBS_$(1))
endef
$(foreach p,$(PROGRAMS),$(eval $(call program,$(p))))

# ---- tests: each test_*.c and fuzz_*.c is a program of its own; a line
#      `/* SRC: file.c ... */` names further sources, `/* LIBS: -lx */`
#      further libraries ----

UNIT_SRC = $(wildcard tests/unit/test_*.c tests/store/test_*.c)
FUZZ_SRC = $(wildcard tests/fuzz/fuzz_*.c)
UNITS    = $(UNIT_SRC:%.c=$(B)/%)
FUZZERS  = $(FUZZ_SRC:%.c=$(B)/%)
# What stands in for something at the other end: a printer.
PEERS    = $(patsubst %.c,$(B)/%,$(wildcard tests/health/*.c))
BENCHES  = $(patsubst %.c,$(B)/%,$(wildcard tests/bench/*.c) \
	   tests/office/load.c)
note = $(shell sed -n 's,^/\* $(1): *\(.*[^ ]\) *\*/$$,\1,p' $(2))

.SECONDEXPANSION:
$(UNITS) $(FUZZERS) $(BENCHES) $(PEERS): $(B)/%: $(B)/%.o \
    $$(call obj,$$(call note,SRC,$$*.c)) $(ARCHIVES)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS_ALL) $(if $(FUZZ),-fsanitize=fuzzer) -o $@ $^ \
	    $(if $(FUZZ),,-lcmocka) $(LIBS_test) $(call note,LIBS,$*.c)

units: $(UNITS) $(PEERS)
fuzzers: $(FUZZERS)
benches: $(BENCHES)

# Everything that `make test` runs, built: programs and unit tests with the
# sanitizers by $(CC), fuzzers by clang.
# A test that does not build is a test that fails: -k goes on with the rest.
san:
	@$(MAKE) B=build-san SAN=1 all
	-@$(MAKE) -k B=build-san SAN=1 units
san-fuzz:
	-@$(MAKE) -k B=build-fuzz CC=clang FUZZ=1 fuzzers

test: all san san-fuzz
	@tests/run.sh all
test-unit:
	-@$(MAKE) -k B=build-san SAN=1 units
	@tests/run.sh unit
test-%: all san
	@tests/run.sh $*
# Random deaths alone; their count is the last line.
crash:
	@tests/deps.sh build demo test
	@$(MAKE) B=build-san SAN=1 all
	@CYCLES=$(CYCLES) B='$(CURDIR)/build-san' tests/crash/20-random.sh
lint: all
	@tests/run.sh lint
fuzz: san-fuzz
	@FUZZ_S=$(FUZZ_S) tests/run.sh fuzz

# clang-tidy by source; remembered by an empty file beside the object.  The
# limit makes it six times as fast; what it found before it finds still.
TIDY_SRC = $(wildcard daemon/*/*.c spool/*.c)
tidy: $(TIDY_SRC:%.c=$(B)/%.tidy)
$(B)/%.tidy: %.c $(B)/%.o .clang-tidy
	$(call say,TIDY)
	$(Q)clang-tidy-14 --quiet $< -- -std=c11 $(CPPFLAGS_ALL) \
	    $(if $(filter %/fault.c,$<),,-include tests/lint/analyzer.h) \
	    -Xclang -analyzer-config -Xclang max-nodes=40000 \
	    2>$@.err || \
	    { cat $@.err; exit 1; }
	@rm -f $@.err; touch $@

# ---- for people ----

deps:
	@tests/deps.sh build demo test
demo run:
	@tests/deps.sh build demo
	@$(MAKE) all
	@B=$(B) tests/demo.sh $@
bench:
	@tests/deps.sh build demo bench
	@$(MAKE) all benches
	@B=$(B) tests/bench/run.sh
office:
	@tests/deps.sh build demo test
	@$(MAKE) all $(B)/tests/office/load
	@B='$(CURDIR)/$(B)' tests/office/run.sh
format:
	clang-format-14 -i $$(git ls-files '*.c' '*.h')
clean:
	rm -rf build build-*

install: all
	@B='$(B)' DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' UNITDIR='$(UNITDIR)' \
	    BACKENDDIR='$(BACKENDDIR)' systemd/install.sh

help:
	@echo 'make              all programs, in build/'
	@echo 'make deps         install the Debian packages that are missing'
	@echo 'make demo         three documents and an office, on virtual printers'
	@echo 'make run          the same left running'
	@echo 'make test         everything, with sanitizers; under 10 minutes'
	@echo 'make test-unit    unit tests; also test-store -scenario -golden'
	@echo '                  -web -crash -fuzz'
	@echo 'make crash        CYCLES=300 deaths of random programs, 3 s each'
	@echo 'make lint         layers, links, lengths, format, clang-tidy ...'
	@echo 'make fuzz         each fuzzer for FUZZ_S=60 seconds'
	@echo 'make bench        figures against peers'
	@echo 'make office       three made-up years: reports, sums, forecasts, pages'
	@echo 'make install      DESTDIR= PREFIX=/usr/local UNITDIR= BACKENDDIR='
	@echo 'make format clean'

-include $(shell find $(B) -name '*.d' 2>/dev/null)

FORCE:
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all units fuzzers san san-fuzz test test-unit crash lint fuzz tidy \
	deps demo run bench office format clean install help FORCE
