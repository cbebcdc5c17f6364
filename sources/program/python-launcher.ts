/**
 * The Python that runs before a program, in the place of Pulumi's `pulumi-language-python-exec`
 * (https://github.com/pulumi/pulumi/blob/master/sdk/python/cmd/pulumi-language-python-exec). Besides starting the program it
 * tells why it failed in one line, and makes an unknown value of a function's answer that nobody knows.
 */
export const launcher = String.raw`
import asyncio, inspect, json, logging, os, re, runpy, sys, traceback

options = json.loads(sys.argv[1])
UNKNOWN = options["unknown"]


def note(entry):
    try:
        os.write(3, (json.dumps(entry) + "\n").encode())
    except OSError:
        pass  # Nobody reads any more.


def place(error):
    """Where in the project's own code an error came up, as the innermost frame."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}:1"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        own = frame.filename.startswith(options["root"] + os.sep)
        if own and "site-packages" not in frame.filename:
            return f"{frame.filename}:{frame.lineno}:1"
    cause = error.__cause__ or error.__context__
    return place(cause) if cause else None


def fail(error, meant_for_people=()):
    text = str(error.msg if isinstance(error, SyntaxError) else error)
    if not isinstance(error, meant_for_people):
        text = f"{type(error).__name__}: {text}"
    if isinstance(error, ModuleNotFoundError):
        text += f". Are the program's dependencies installed ({options['install']})?"
    at = place(error)
    note({"failed": f"{text}\n  at {at}" if at else text})
    sys.exit(1)


def repair(pulumi):
    from pulumi.runtime import rpc

    # The package also has a function of that name.
    invoke = sys.modules["pulumi.runtime.invoke"]
    class Unanswered(pulumi.output.Unknown):
        """Unknown through and through: each field, each element, each text made of it."""

        def __init__(self, token):
            self.__dict__["token"] = token

        def walk(self):
            note({"walked": self.__dict__["token"]})

        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)
            return self

        def __getitem__(self, key):
            if isinstance(key, int):
                self.walk()
            return self

        def __call__(self, *args, **kwargs):
            return self

        def __iter__(self):
            self.walk()
            return iter(())

        def __len__(self):
            self.walk()
            return 0

        def __bool__(self):
            return False  # The SDK checks the type of whatever is true.

        def __str__(self):
            return UNKNOWN

        def __format__(self, form):
            return UNKNOWN

        def __add__(self, other):
            return self

        __radd__ = __add__

    loads = json.loads
    json.loads = lambda text, *args, **kw: text if isinstance(text, Unanswered) else loads(text, *args, **kw)

    ask = invoke._invoke

    def answer(tok, props, opts, typ, *args, **kwargs):
        async def answered():
            result = await ask(tok, props, opts, None, *args, **kwargs)
            value = result.value
            if not getattr(result, "is_known", True) or (isinstance(value, dict) and UNKNOWN in value):
                result.is_known = False
                result.value = unknown = Unanswered(tok[: tok.rindex(":")])
                if typ:
                    fields = list(inspect.signature(typ.__init__).parameters)[1:]
                    told = value.get("__returned", {}) if isinstance(value, dict) else {}
                    known = {re.sub("([A-Z])", r"_\1", name).lower(): text for name, text in told.items()}
                    result.value = typ(**{field: known.get(field, unknown) for field in fields})
            elif typ:
                result.value = rpc.translate_output_properties(value, lambda name: name, typ)
            return result

        return answered()

    invoke._invoke = answer


def main():
    # The program's own folder takes the place of this file's.
    program = options["program"]
    sys.path[0] = program if os.path.isdir(program) else os.path.dirname(program)
    sys.argv = [program]
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    try:
        import pulumi
        import pulumi.runtime
    except Exception as error:
        fail(error)
    repair(pulumi)
    pulumi.runtime.set_all_config(pulumi.runtime.get_config_env(), pulumi.runtime.get_config_secret_keys_env())
    pulumi.runtime.configure(
        pulumi.runtime.Settings(
            project=options["project"],
            stack=options["stack"],
            organization=options["organization"],
            root_directory=options["root"],
            monitor=options["address"],
            engine=options["address"],
            parallel=16,
            dry_run=True,
        )
    )

    def run():
        runpy.run_path(program, run_name="__main__")

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(pulumi.runtime.run_in_stack(run))
    except Exception as error:
        fail(error, pulumi.RunError)
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()


main()
`;
