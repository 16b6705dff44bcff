package floodmark.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** What one registered test owes, as data: {@link ContractTest} turns every entry of {@link Contracts} into tests by name. */
final class Contract {
    /** What every recipe may take for granted; recipes themselves are one Python expression, to be pasted after it. */
    static final String PRELUDE = "import numpy as np; from scipy import integrate, optimize, spatial, special, stats";

    /** Inputs that every test meets sooner or later. */
    enum Special {
        /** Something is not covered: NaN. */
        NAN,
        /** Nothing at all. */
        EMPTY,
        /** One less than what the test needs. */
        TOO_SHORT
    }

    /** A value that another program gave. */
    record Reference(String recipe, double expected, double tolerance, DoubleSupplier ours) {}

    /** A call whose input is an array, to be made twice. */
    record Call(Object input, Function<Object, ?> run) {}

    /** A special case and what comes out; exactly one of the suppliers is used. */
    record Outcome(Kind kind, String remark, Supplier<?> ours) {
        enum Kind {
            /** A {@link TestResult} that is refused. */
            REFUSED,
            /** The sentence of a refusal that is no {@link TestResult}. */
            REFUSAL,
            /** A description that is not available: NaN. */
            NOT_AVAILABLE,
            /** The same as without what is missing. */
            SAME,
            /** It cannot be asked; the remark says why. */
            CANNOT_BE
        }
    }

    /** Two ways to the same result; with a tolerance both are numbers. */
    record Invariance(String name, double tolerance, Supplier<?> one, Supplier<?> other) {}

    final StatTest test;
    final List<Reference> references = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final Map<Special, List<Outcome>> special = new EnumMap<>(Special.class);
    final List<Invariance> invariances = new ArrayList<>();

    private Contract(StatTest test) {
        this.test = test;
    }

    static Contract of(StatTest test) {
        return new Contract(test);
    }

    Contract reference(String recipe, double expected, double tolerance, DoubleSupplier ours) {
        references.add(new Reference(recipe, expected, tolerance, ours));
        return this;
    }

    /** A call that must give the same twice and leave its input, an array, as it was. */
    <I> Contract call(Class<I> kind, I input, Function<I, ?> run) {
        // A copy, lest what another test does to the array goes unnoticed.
        calls.add(new Call(copy(input), given -> run.apply(kind.cast(given))));
        return this;
    }

    Contract refuses(Special when, Supplier<TestResult> ours) {
        return outcome(when, new Outcome(Outcome.Kind.REFUSED, "", ours));
    }

    Contract refusal(Special when, Supplier<String> ours) {
        return outcome(when, new Outcome(Outcome.Kind.REFUSAL, "", ours));
    }

    Contract notAvailable(Special when, Supplier<Double> ours) {
        return outcome(when, new Outcome(Outcome.Kind.NOT_AVAILABLE, "", ours));
    }

    /** What is missing is left out: the result equals {@code without}. */
    Contract leavesOut(Special when, Supplier<?> ours, Supplier<?> without) {
        same(when + " is left out", ours, without);
        return outcome(when, new Outcome(Outcome.Kind.SAME, "see the invariances", ours));
    }

    Contract cannotBe(Special when, String why) {
        return outcome(when, new Outcome(Outcome.Kind.CANNOT_BE, why, () -> why));
    }

    Contract same(String name, Supplier<?> one, Supplier<?> other) {
        invariances.add(new Invariance(name, 0, one, other));
        return this;
    }

    Contract same(String name, double tolerance, Supplier<Double> one, Supplier<Double> other) {
        invariances.add(new Invariance(name, tolerance, one, other));
        return this;
    }

    private Contract outcome(Special when, Outcome outcome) {
        special.computeIfAbsent(when, s -> new ArrayList<>()).add(outcome);
        return this;
    }

    static Object copy(Object input) {
        if (input instanceof double[] values) {
            return values.clone();
        }
        if (input instanceof long[] values) {
            return values.clone();
        }
        return Arrays.stream((double[][]) input).map(double[]::clone).toArray(double[][]::new);
    }
}
