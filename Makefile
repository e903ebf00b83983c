# cetakd: plain GNU make.  The tree is the architecture: a folder under
# daemon/ is a program, its sources are found, its libraries stand here.
#   make [B=dir] [CC=gcc|clang] [SAN=1]

B      ?= build
CC      = gcc
PREFIX ?= /usr/local
VERSION = 0.1.0
SAN    ?=

CFLAGS  ?= -O2 -g
WARN     = -std=c11 -Wall -Wextra -Werror -Wshadow -Wconversion \
	   -Wimplicit-fallthrough -Wstrict-prototypes -Wmissing-prototypes \
	   -pedantic
CPPFLAGS_ALL = -D_GNU_SOURCE -DCETAKD_VERSION='"$(VERSION)"' \
	   -DCETAKD_PREFIX='"$(PREFIX)"' -Iinclude -I$(B)/gen $(CPPFLAGS)
ifneq ($(SAN),)
SANFLAGS = -fsanitize=address,undefined -fno-sanitize-recover=all \
	   -fno-omit-frame-pointer
endif
CFLAGS_ALL  = $(WARN) $(CFLAGS) $(SANFLAGS) -MMD -MP
LDFLAGS_ALL = $(LDFLAGS) $(SANFLAGS) -Wl,--as-needed

pkg = $(shell pkg-config --libs $(1))

# program = folder : libraries it may link (tests/lint/links checks)
PROGRAMS = cetakd cetakd-front cetakd-seal cetakd-render cetakd-press \
	   cetak-gate cetak cetak-verify
DIR_cetakd        = core
DIR_cetakd-front  = front
DIR_cetakd-seal   = seal
DIR_cetakd-render = render
DIR_cetakd-press  = press
DIR_cetak-gate    = gate
DIR_cetak         = cli
DIR_cetak-verify  = verify
LIBS_cetakd        = $(call pkg,libsystemd libcrypto sqlite3 jansson inih libutf8proc)
LIBS_cetakd-front  = $(call pkg,libmicrohttpd gnutls jansson libsystemd inih libcrypto)
LIBS_cetakd-seal   = $(call pkg,libcrypto libsystemd jansson inih)
LIBS_cetakd-render = -lhpdf $(call pkg,libjpeg libpng libqrencode zbar \
		     libseccomp jansson libutf8proc) -lm
LIBS_cetakd-press  = -lcups $(call pkg,libseccomp jansson)
LIBS_cetak-gate    =
LIBS_cetak         = $(call pkg,libcurl jansson)
LIBS_cetak-verify  = $(call pkg,libcrypto jansson zbar libpng)

BASE_SRC  = $(wildcard daemon/base/*.c)
STORE_SRC = $(wildcard spool/store*.c spool/blob.c)
SPOOL_SRC = $(filter-out $(STORE_SRC),$(wildcard spool/*.c))
obj = $(patsubst %.c,$(B)/%.o,$(1))

all: $(PROGRAMS:%=$(B)/%)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -c -o $@ $<

$(B)/gen/%.o: $(B)/gen/%.c
	$(CC) $(CPPFLAGS_ALL) -Ispool $(CFLAGS_ALL) -c -o $@ $<

$(B)/libbase.a: $(call obj,$(BASE_SRC))
$(B)/libspool.a: $(call obj,$(SPOOL_SRC)) $(B)/gen/metrics_data.o
$(B)/libstore.a: $(call obj,$(STORE_SRC))
$(B)/%.a:
	rm -f $@
	ar rcsD $@ $^

# the prepared fonts and the table of their widths
FONTS = $(B)/fonts/.done
$(FONTS): templates/fonts/prepare.py
	@mkdir -p $(B)/fonts $(B)/gen
	/usr/bin/python3 templates/fonts/prepare.py $(B)/fonts $(B)/gen/metrics_data.c
	touch $@
$(B)/gen/metrics_data.c: $(FONTS)
	@touch -c $@

define program
$(B)/$(1): $$(call obj,$$(wildcard daemon/$$(DIR_$(1))/*.c)) \
    $(if $(filter cetakd,$(1)),$(B)/libstore.a) $(B)/libspool.a $(B)/libbase.a
	$$(CC) $$(LDFLAGS_ALL) -o $$@ $$^ $$(LIBS_$(1))
endef
$(foreach p,$(PROGRAMS),$(eval $(call program,$(p))))

-include $(shell find $(B) -name '*.d' 2>/dev/null)

clean:
	rm -rf build build-*

.PHONY: all clean
