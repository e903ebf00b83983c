#ifndef CRASH_H
#define CRASH_H

/*
 * Named points at which a test lets a program die as by a power cut.
 * Nothing happens unless CETAK_CRASH is the point's name: then the process
 * kills itself with SIGKILL.  With CETAK_CRASH_FLAG it does so only if it can
 * unlink that file: once among all processes that share it.  With
 * CETAK_CRASH_STOP it is stopped there, so that another may die meanwhile.
 */
void crash_point(const char *name);

#endif
