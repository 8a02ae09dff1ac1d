"""Every state a power cut may leave, after ALICE (Pillai et al., OSDI 2014).

A run of storetool is traced by strace.  From its calls follow all states of the
disk that a weak file system may leave if the power goes at any moment: what is
in a file is sure after an fsync of the file, a name is sure after an fsync of
its folder, and everything else has reached the disk or not, in any order, rows
also by half or as zeros, a renaming also by one of its two names.  What a
failed fsync should have written is never sure.  Each state is put on a disk, and the next command must find all of the
transaction or nothing, and all of it if it was acknowledged.  Run by
crash_states.sh.
"""
import collections
import concurrent.futures
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

TOOL = os.path.abspath(os.environ['STORETOOL'])
CALLS = ('openat,creat,open,mkdir,mkdirat,write,pwrite64,writev,ftruncate,'
         'truncate,fsync,fdatasync,unlink,unlinkat,rmdir,rename,renameat,'
         'renameat2,link,linkat,symlink,symlinkat')
FOLDER = None   # the content of a folder
MOST_DISKS = 5000
JOURNAL = 'reg/.fu-journal'
LOG = ['log/2026-01.tsv', 'log/2026-02.tsv']
BESIDE = ('.fu-new.', '.fu-old.')

Op = collections.namedtuple('Op', 'kind path inode data')


def rows(name, log):
    files = ['ratings', 'meetings', 'ratings', log, 'meetings', 'ratings']
    return ''.join(f'{f}.tsv\t{name}-{i}\n' for i, f in enumerate(files))


def changes(name, log):
    """Two tables replaced, one new, and a log."""
    files = ['=ratings', 'notes', '=meetings', log, '=ratings', 'notes']
    return ''.join(f'{f}.tsv\t{name}-{i}\n' for i, f in enumerate(files))


def is_beside(path):
    return os.path.basename(path).startswith(BESIDE)


def read_disk(root):
    """{path: content}, of a folder FOLDER."""
    disk = {}
    for where, folders, files in os.walk(root):
        rel = os.path.relpath(where, root)
        for name in folders:
            disk[os.path.normpath(os.path.join(rel, name))] = FOLDER
        for name in files:
            with open(os.path.join(where, name), 'rb') as f:
                disk[os.path.normpath(os.path.join(rel, name))] = f.read()
    # In an order of its own: what stands at a place is inode number place.
    return dict(sorted(disk.items()))


def write_disk(disk, root):
    for path in sorted(disk):
        full = os.path.join(root, path)
        former = os.path.join(os.path.dirname(path),
                              BESIDE[1] + os.path.basename(path))
        if disk[path] is FOLDER:
            os.mkdir(full)
        elif disk.get(former) == disk[path]:
            os.link(os.path.join(root, former), full)
        else:
            with open(full, 'wb') as f:
                f.write(disk[path])


def tables(disk):
    """What counts of a disk: the tables in it."""
    return {p: c for p, c in disk.items()
            if p.endswith('.tsv') and not is_beside(p)}


def run(root, command, data='', log=(), trace=None, inject=None):
    words = [TOOL, os.path.join(root, 'reg'), command, *log]
    if trace is not None:
        tamper = ['-e', 'inject=' + inject] if inject else []
        words = ['strace', '-y', '-xx', '-s', '1000000', '-e',
                 'trace=' + CALLS, *tamper, '-o', trace] + words
    return subprocess.run(words, input=data.encode(), capture_output=True)


class Trace:
    """The calls of one uptime, as operations on what is on the disk."""

    def __init__(self, root):
        self.root = root
        self.ops = []
        self.count = collections.Counter()
        self.inode = {}
        self.next = 0
        for path in read_disk(root):
            self.name(path)

    def name(self, path):
        self.inode[path] = self.next
        self.next += 1

    def add(self, kind, path, data=None):
        self.ops.append(Op(kind, path, self.inode.get(path), data))

    @staticmethod
    def text(hexed):
        return bytes(int(x, 16) for x in re.findall(r'\\x(..)', hexed))

    def path(self, args, at):
        """Of a descriptor, or of a name in one."""
        found = re.match(r'(AT_FDCWD|\d+)<([^>]*)>', args)
        path = os.path.join(self.text(found[2]).decode(), *at)
        rel = os.path.relpath(os.path.realpath(path), self.root)
        return None if rel.startswith('..') else rel

    def call(self, name, args, failed):
        strings = [self.text(s) for s in re.findall(r'"([^"]*)"', args)]
        if name == 'mkdir':
            args = 'AT_FDCWD<>, ' + args
        at = [strings[0].decode()] if name in (
            'openat', 'unlinkat', 'mkdirat', 'mkdir', 'linkat', 'renameat',
            'renameat2') else []
        path = self.path(args, at) if re.match(r'AT_FD|\d+<', args) else None
        if name == 'write' and args.startswith('1<'):
            if strings[0] == b'ok\n' and not failed:
                self.add('ack', None)
        elif path is None or (failed and name not in ('fsync', 'fdatasync')):
            return
        elif name == 'openat':
            if 'O_CREAT' in args and path not in self.inode:
                self.name(path)
                self.add('create', path)
        elif name in ('mkdir', 'mkdirat'):
            self.name(path)
            self.add('mkdir', path)
        elif name == 'write':
            self.add('write', path, strings[0])
        elif name == 'ftruncate':
            self.add('truncate', path, int(args.rsplit(', ', 1)[1]))
        elif name in ('fsync', 'fdatasync'):
            self.add('failed' if failed else 'sync', path)
        elif name == 'unlinkat':
            self.add('unlink', path)
            del self.inode[path]
        elif name in ('linkat', 'renameat', 'renameat2'):
            to = self.path(args[args.index('", ') + 3:], [strings[1].decode()])
            self.inode[to] = self.inode[path]
            self.add('link' if name == 'linkat' else 'rename', to, path)
            if name != 'linkat':
                del self.inode[path]
        else:
            raise SystemExit(f'the model does not know {name}({args})')

    def run(self, command, data='', inject=None):
        """Runs storetool; returns its result."""
        name = self.root + '.trace'
        result = run(self.root, command, data, trace=name, inject=inject)
        with open(name, encoding='ascii') as f:
            for line in f:
                m = re.match(r'(\w+)\((.*)\)\s+= (-?\d+)', line)
                # A call that the program was killed at has no result.
                if m and self.text(line).find(self.root.encode()) >= 0 or (
                        m and m[2].startswith('1<')):
                    self.count[m[1]] += 1
                    self.call(m[1], m[2], int(m[3]) < 0)
        os.unlink(name)
        return result


def is_sure(done, k):
    """Whether an operation is on the disk whatever happens."""
    op = done[k]
    if op.kind in ('write', 'truncate'):
        syncs = [o for o in done[k + 1:] if o.inode == op.inode]
    else:
        parent = os.path.normpath(os.path.dirname(op.path) or '.')
        syncs = [o for o in done[k + 1:] if o.path == parent]
    kinds = [o.kind for o in syncs if o.kind in ('sync', 'failed')]
    # The first one decides: what it failed to write is taken for clean.
    return bool(kinds) and kinds[0] == 'sync'


# In which ways an operation that is not sure may have reached the disk.
WAYS = collections.defaultdict(
    lambda: ['no', 'all'],
    write=['no', 'half', 'zero', 'all'],
    rename=['no', 'both', 'gone', 'all'])


def apply(inode, content, op, how):
    """Does an operation in this way to names and contents."""
    if op.kind in ('create', 'mkdir'):
        inode[op.path] = op.inode
        content.setdefault(op.inode, FOLDER if op.kind == 'mkdir' else b'')
    elif op.kind == 'unlink':
        inode.pop(op.path, None)
    elif op.kind in ('link', 'rename'):
        if how != 'gone':
            inode[op.path] = op.inode
        if op.kind == 'rename' and how != 'both':
            inode.pop(op.data, None)
    elif op.kind == 'write':
        new = {'all': op.data, 'half': op.data[:len(op.data) // 2],
               'zero': bytes(len(op.data))}[how]
        content[op.inode] = content.get(op.inode, b'') + new
    elif op.kind == 'truncate':
        old = content.get(op.inode, b'')
        content[op.inode] = old[:op.data].ljust(op.data, b'\0')


def replay(base, done):
    """The disks that these operations may leave.  All of them, or where a
    mistake in the program leaves too much open, as many as time allows, always
    the same ones."""
    dice = random.Random(1)
    found = {(tuple((p, i) for i, p in enumerate(base)),
              tuple(enumerate(base.values()))): None}
    for k, op in enumerate(done):
        if op.kind in ('sync', 'failed', 'ack'):
            continue
        before = list(found)
        found = dict.fromkeys(before) if not is_sure(done, k) else {}
        for how in WAYS[op.kind] if found else ['all']:
            for inode, content in before if how != 'no' else []:
                inode, content = dict(inode), dict(content)
                apply(inode, content, op, how)
                found[tuple(sorted(inode.items())),
                      tuple(sorted(content.items()))] = None
        if len(found) > MOST_DISKS:
            found = dict.fromkeys(dice.sample(list(found), MOST_DISKS))
    for inode, content in found:
        content = dict(content)
        disk = {p: content.get(i, b'') for p, i in inode}
        # A name in a folder that is not there is nowhere.
        yield {p: c for p, c in disk.items()
               if os.path.dirname(p) in disk or '/' not in p}


def states(base, ops, first=0):
    """(number of acknowledgements, disk), each once."""
    seen = set()
    for cut in range(first, len(ops) + 1):
        # Only where something becomes sure: before that, what is not done yet
        # is the same as what is done and not on the disk.
        if cut < len(ops) and ops[cut].kind not in ('sync', 'failed', 'ack'):
            continue
        done = ops[:cut]
        acked = sum(op.kind == 'ack' for op in done)
        for disk in replay(base, done):
            key = (acked, tuple(sorted(disk.items())))
            if key not in seen:
                seen.add(key)
                yield acked, disk


class Tap:
    number = 0
    bad = False

    def report(self, ok, text, notes=()):
        self.number += 1
        self.bad |= not ok
        for note in notes:
            print('#', note)
        print(f'{"ok" if ok else "not ok"} {self.number} - {text}', flush=True)

    def all_states(self, title, ops, found, judge):
        """Judges each state in a folder of its own."""
        def one(state):
            root = tempfile.mkdtemp(dir=TOP)
            write_disk(state[1], root)
            wrong = judge(root, *state)
            shutil.rmtree(root)
            return wrong
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            wrong = [w for w in pool.map(one, found) if w]
        notes = [f'{n} times: {w}' for w, n in
                 collections.Counter(wrong).most_common(3)]
        if wrong:
            notes.append(' '.join(
                o.kind + ':' + os.path.relpath(o.path or 'reg/ok', 'reg')
                for o in ops))
        self.report(not wrong, f'{title}: {len(found)} states', notes)


def judge_append(legal):
    """legal[n]: the disks that may be there after n acknowledgements."""
    def judge(root, acked, _):
        result = run(root, 'check', log=LOG)
        if result.returncode != 0:
            return 'check: ' + result.stderr.decode().replace(root, '').strip()
        disk = read_disk(root)
        if JOURNAL in disk:
            return 'the journal is still there'
        if any(is_beside(path) for path in disk):
            return 'something is left beside the tables'
        if tables(disk) in [tables(d) for d in legal[acked]]:
            return None
        if acked and tables(disk) in [tables(d) for d in legal[0]]:
            return 'an acknowledged transaction is lost'
        return f'half a transaction: {tables(disk)}'
    return judge


def judge_make(root, acked, _):
    if acked and run(root, 'snap').returncode != 0:
        return 'an acknowledged register is lost'
    again = run(root, 'make')
    if again.returncode != 0 and b'already' not in again.stderr:
        return 'stuck: ' + again.stderr.decode().replace(root, '').strip()
    result = run(root, 'check')
    if result.stdout != b'register.tsv\tformat 1\n':
        return 'wrong: ' + result.stderr.decode().replace(root, '').strip()
    return None


def new_root(disk):
    root = tempfile.mkdtemp(dir=TOP)
    write_disk(disk, root)
    return root


def traced(disk, command, data=''):
    """Operations of one command, and the disk after it."""
    root = new_root(disk)
    t = Trace(root)
    result = t.run(command, data)
    assert result.stdout == b'ok\n', result.stderr
    return t, read_disk(root)


def simple(tap, title, base, data):
    t, after = traced(base, 'append', data)
    tap.all_states(title, t.ops, list(states(base, t.ops)),
                   judge_append([[base, after], [after]]))
    return t, after


def stopped(base, data, ways):
    """The uptime in which the same command is stopped in these ways, one after
    the other, without being acknowledged; and its folder."""
    root = new_root(base)
    t = Trace(root)
    acked = 0
    for inject in ways:
        result = t.run('append', data, inject)
        acked += result.stdout == b'ok\n'
        assert acked or result.returncode != 0, inject
    return t, root, acked


def then_next(base, data, ways, following):
    """The power goes while the next command undoes what was stopped, and
    appends or replaces: (title, operations, states, legal disks)."""
    _, root, acked = stopped(base, data, ways)
    run(root, 'check')
    middle = read_disk(root)
    t, root, _ = stopped(base, data, ways)
    first = len(t.ops)
    result = t.run('append', following)
    assert result.returncode == 0, (ways, result.stderr)
    last = read_disk(root)
    legal = [[base, middle, last]] + [[middle, last]] * acked + [[last]]
    return ' '.join(ways), t.ops, list(states(base, t.ops, first)), legal


def then_heal(tap, title, base, data, ways):
    """Once it is healed, nothing of it may come back."""
    left = []
    for injects in ways:
        t, root, acked = stopped(base, data, injects)
        result = t.run('check')
        assert result.returncode == 0, (injects, result.stderr)
        disk = read_disk(root)
        if not acked:
            left += [f'{injects}: {op.kind} {op.path}'
                     for k, op in enumerate(t.ops)
                     if op.kind not in ('sync', 'ack')
                     and not is_sure(t.ops, k)
                     and not (op.kind == 'write' and op.path not in disk)
                     and not is_beside(op.path)]
    tap.report(not left, f'{title}: {len(ways)} ways', left[:9])


def summed(tap, title, cases):
    """One line for many small sweeps, that have many states in common."""
    number, notes, seen = 0, [], set()

    class Quiet(Tap):
        def report(self, ok, text, more=()):
            if not ok:
                notes.extend([text, *more])

    for inject, ops, found, legal in cases:
        new = []
        for acked, disk in found:
            key = repr((legal[acked], sorted(disk.items())))
            if key not in seen:
                seen.add(key)
                new.append((acked, disk))
        Quiet().all_states(inject, ops, new, judge_append(legal))
        number += len(new)
    tap.report(not notes and number > 99, f'{title}: {number} states', notes)


def each_call(how, count, calls):
    return [f'{call}:{how}:when={k}' for call in calls
            for k in range(1, count[call] + 1)]


def stops(tap, title, base, data, following):
    """A command is stopped at each of its calls, and so is what heals it."""
    t, _ = traced(base, 'append', data)
    fails = each_call('error=EIO', t.count, ('fdatasync', 'fsync'))
    kills = each_call('signal=SIGKILL', t.count, (
        'write', 'fdatasync', 'fsync', 'unlinkat', 'linkat', 'renameat'))
    summed(tap, f'{title}: killed at {len(kills)} calls, then the next one',
           [then_next(base, data, [kill], following) for kill in kills])
    late = 'fdatasync:signal=SIGKILL:when=2'
    t, _, _ = stopped(base, data, [late])
    before = collections.Counter(t.count)
    t.run('check')
    heals = each_call('signal=SIGKILL', t.count - before, (
        'ftruncate', 'fsync', 'unlinkat', 'linkat', 'renameat'))
    summed(tap, f'{title}: killed, killed at {len(heals)} calls of the '
           'recovery, then the next one',
           [then_next(base, data, [late, kill], following) for kill in heals])
    summed(tap, f'{title}: each of {len(fails)} fsyncs fails, then the next '
           'one',
           [then_next(base, data, [fail], following) for fail in fails])
    then_heal(tap, f'{title}: recoveries are final', base, data,
              [[kill] for kill in kills] + [[late, kill] for kill in heals])


def main():
    tap = Tap()
    t, made = traced({}, 'make')
    tap.all_states('make', t.ops, list(states({}, t.ops)), judge_make)
    _, one = simple(tap, 'first append, makes three files', made,
                    rows('one', 'log/2026-01'))
    t, _ = simple(tap, 'append, extends files and begins a log', one,
                  rows('two', 'log/2026-02') + 'notes.tsv\tx\n')
    simple(tap, 'append, extends files only', one, rows('two', 'log/2026-01'))
    simple(tap, 'replaces tables, makes a table and a log', one,
           changes('two', 'log/2026-02'))
    simple(tap, 'replaces a table, extends a log', one,
           '=ratings.tsv\ttwo\nlog/2026-01.tsv\ttwo\n')
    bare = {p: c for p, c in made.items() if p != 'reg/log'}
    simple(tap, 'append, makes the log folder', bare,
           rows('one', 'log/2026-01'))
    stops(tap, 'append', one, rows('two', 'log/2026-02') + 'notes.tsv\tx\n',
          rows('next', 'log/2026-02'))
    stops(tap, 'replace', one, changes('two', 'log/2026-02'),
          '=ratings.tsv\tnext\nnotes.tsv\tnext\n')
    print(f'1..{tap.number}')
    return 1 if tap.bad else 0


if __name__ == '__main__':
    TOP = os.path.realpath(tempfile.mkdtemp())
    try:
        status = main()
    finally:
        shutil.rmtree(TOP)
    sys.exit(status)
