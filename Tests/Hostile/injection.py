"""System calls made by a visitor's process, as injected code would make them.

This uses ptrace, on x86-64 and as root: the process waits in poll; its registers are set so that it
enters the kernel again with another system call. The seccomp filter treats that call like any other.
"""

import ctypes
import os
import platform
import signal

PTRACE_POKEDATA, PTRACE_SINGLESTEP, PTRACE_GETREGS, PTRACE_SETREGS, PTRACE_ATTACH = 5, 9, 12, 13, 16
ORDER = ("r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss"
         " fs_base gs_base ds es fs gs").split()
WALL = 0x40000000

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def possible():
    return platform.machine() == "x86_64" and os.getuid() == 0


def ptrace(request, pid, address=None, data=None):
    if libc.ptrace(request, pid, address, data) < 0:
        raise OSError(ctypes.get_errno(), f"ptrace {request}")


def system_call(pid, number, *arguments):
    """Makes a system call in process `pid`, and ends the process.

    Returns the result, a negative errno, or the name of the signal that ended the process.
    Arguments that are bytes are written below the stack and passed as pointers.
    """
    ptrace(PTRACE_ATTACH, pid)
    os.waitpid(pid, WALL)
    registers = (ctypes.c_ulonglong * len(ORDER))()
    ptrace(PTRACE_GETREGS, pid, None, ctypes.byref(registers))
    saved = dict(zip(ORDER, registers))
    room, values = saved["rsp"] - 4096, []
    for argument in arguments:
        if isinstance(argument, bytes):
            padded = argument + bytes(8 - len(argument) % 8)
            for offset in range(0, len(padded), 8):
                ptrace(PTRACE_POKEDATA, pid, room + offset,
                       int.from_bytes(padded[offset:offset + 8], "little"))
            values.append(room)
            room += len(padded)
        else:
            values.append(argument % 2**64)
    changed = dict(saved, rax=number, orig_rax=2**64 - 1, rip=saved["rip"] - 2)  # `syscall` again
    changed.update(zip(("rdi", "rsi", "rdx", "r10", "r8", "r9"), values))
    ptrace(PTRACE_SETREGS, pid, None,
           ctypes.byref((ctypes.c_ulonglong * len(ORDER))(*(changed[name] for name in ORDER))))
    ptrace(PTRACE_SINGLESTEP, pid)
    _, status = os.waitpid(pid, WALL)
    if os.WIFSTOPPED(status) and os.WSTOPSIG(status) == signal.SIGTRAP:
        ptrace(PTRACE_GETREGS, pid, None, ctypes.byref(registers))
        result = ctypes.c_longlong(dict(zip(ORDER, registers))["rax"]).value
        os.kill(pid, signal.SIGKILL)
        return result
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WSTOPSIG(status)
    if os.WIFSTOPPED(status):
        os.kill(pid, signal.SIGKILL)
    return signal.Signals(number).name
