package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of every registered test. {@link Contracts} holds an entry for each; one is added like this:
 *
 * <ol>
 *   <li>{@code reference}: a recipe (one Python expression after {@link Contract#PRELUDE}), the value that it gave, a tolerance and ours. Run
 *       the recipe; do not copy the value from our code.
 *   <li>{@code call}: one call on an array. It is made twice and must give the same and leave the array alone.
 *   <li>{@code refuses}, {@code refusal}, {@code notAvailable}, {@code leavesOut} or {@code cannotBe} for each of {@link Contract.Special}. A
 *       refusal names what would do: its reason has the word "needs".
 *   <li>{@code same}: every invariance that Javadoc or methods page claim, two ways to one result.
 * </ol>
 *
 * <p>The Javadoc of the class gives formula, unit or scale, special cases or refusals, and every year of the source that the registry entry
 * names. What a test does beyond that is for the test class beside it.
 */
class ContractTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "floodmark", "stats");
    private static final Pattern YEAR = Pattern.compile("\\b(?:18|19|20)\\d\\d\\b");

    /** What the Javadoc of a class must have, and how it is recognised. */
    private static final Map<String, Pattern> DOCUMENTED = Map.of(
            "a formula in {@code }", Pattern.compile("\\{@code [^}]*[=/^(][^}]*}"),
            "the unit or scale of its figures", Pattern.compile("(?i)\\b(?:units?|scale|bits|share)\\b"),
            "special cases or refusals", Pattern.compile("(?i)special cases?|refuses|refused"),
            "the source with its year", YEAR);

    @TestFactory
    Stream<DynamicNode> everyRegisteredTest() {
        return StatTests.ALL.stream().map(test -> dynamicContainer(test.id(), duties(test)));
    }

    @Test
    void everyEntryIsOfARegisteredTest() {
        assertThat(Contracts.ALL.stream().map(c -> c.test).toList())
                .as("entries of Contracts")
                .doesNotHaveDuplicates()
                .isSubsetOf(StatTests.ALL);
    }

    private static Stream<DynamicTest> duties(StatTest test) {
        List<DynamicTest> duties = new ArrayList<>();
        duties.add(dynamicTest("documented", () -> documented(test)));
        Contract contract =
                Contracts.ALL.stream().filter(c -> c.test == test).findFirst().orElse(null);
        if (contract == null) {
            duties.add(dynamicTest(
                    "entry",
                    () -> fail(
                            "%s has no contract: add an entry to Contracts with reference, call, special cases and"
                                    + " invariances, as the comment of ContractTest tells",
                            test.id())));
            return duties.stream();
        }
        duties.add(dynamicTest("complete", () -> complete(contract)));
        contract.references.forEach(r -> duties.add(dynamicTest(r.recipe(), () -> agrees(r))));
        contract.calls.forEach(c -> duties.add(dynamicTest("deterministic", () -> deterministic(c))));
        contract.special.forEach((when, outcomes) ->
                outcomes.forEach(o -> duties.add(dynamicTest(when + " " + o.kind(), () -> special(o)))));
        contract.invariances.forEach(i -> duties.add(dynamicTest(i.name(), () -> invariant(i))));
        return duties.stream();
    }

    private static void complete(Contract contract) {
        String add = contract.test.id() + " in Contracts: add ";
        assertThat(contract.references).as(add + "a reference with its recipe").isNotEmpty();
        assertThat(contract.references.stream().map(Contract.Reference::recipe))
                .as(add + "recipes of one line")
                .allMatch(r -> !r.isBlank() && r.lines().count() == 1)
                .doesNotHaveDuplicates();
        assertThat(contract.calls).as(add + "a call").isNotEmpty();
        assertThat(contract.special.keySet())
                .as(add + "what comes of the missing special cases")
                .containsExactlyInAnyOrder(Contract.Special.values());
        assertThat(contract.invariances).as(add + "an invariance").isNotEmpty();
    }

    private static void agrees(Contract.Reference reference) {
        assertThat(reference.ours().getAsDouble()).isEqualTo(reference.expected(), within(reference.tolerance()));
    }

    private static void deterministic(Contract.Call call) {
        Object input = copy(call.input());
        Object first = call.run().apply(input);
        Object second = call.run().apply(input);
        sameGraph(second, first);
        assertThat(Arrays.deepEquals(new Object[] {input}, new Object[] {call.input()}))
                .as("the input is left alone")
                .isTrue();
        if (first instanceof TestResult result) {
            honest(result);
        }
    }

    /** Whoever has a p-value has one that can be reached; whoever has none says why. */
    private static void honest(TestResult r) {
        if (r.refused()) {
            assertThat(r.pValue()).isNaN();
            assertThat(r.statistic()).isNaN();
            assertThat(r.refusal()).as("what would do").containsPattern("\\bneeds\\b");
        } else {
            assertThat(r.pValue()).isBetween(r.smallestP(), 1.0);
            assertThat(r.statistic()).isNotNaN();
        }
    }

    private static void special(Contract.Outcome outcome) {
        Object ours = outcome.ours().get();
        switch (outcome.kind()) {
            case REFUSED -> {
                assertThat(((TestResult) ours).refused()).as("refused").isTrue();
                honest((TestResult) ours);
            }
            case REFUSAL -> assertThat((String) ours).containsPattern("\\bneeds\\b");
            case NOT_AVAILABLE -> assertThat((Double) ours).isNaN();
            case SAME -> {
                if (ours instanceof TestResult result) {
                    assertThat(result.refused()).as("refused").isFalse();
                    honest(result);
                }
            }
            case CANNOT_BE -> assertThat((String) ours).isNotBlank();
        }
    }

    private static void invariant(Contract.Invariance invariance) {
        Object one = invariance.one().get();
        Object other = invariance.other().get();
        if (invariance.tolerance() > 0) {
            assertThat((Double) one).isEqualTo((Double) other, within(invariance.tolerance()));
        } else {
            sameGraph(one, other);
        }
    }

    private static void sameGraph(Object one, Object other) {
        assertThat(one)
                .usingRecursiveComparison(RecursiveComparisonConfiguration.builder()
                        .withStrictTypeChecking(true)
                        .withComparatorForType(Double::compare, Double.class)
                        .build())
                .isEqualTo(other);
    }

    private static Object copy(Object input) {
        if (input instanceof double[] values) {
            return values.clone();
        }
        if (input instanceof long[] values) {
            return values.clone();
        }
        return Arrays.stream((double[][]) input).map(double[]::clone).toArray(double[][]::new);
    }

    private static void documented(StatTest test) {
        Class<?> holder = holder(test);
        String javadoc = javadoc(holder);
        DOCUMENTED.forEach((what, how) -> assertThat(how.matcher(javadoc).find())
                .as("Javadoc of %s gives %s", holder.getSimpleName(), what)
                .isTrue());
        List<String> years = years(test.reference());
        assertThat(years).as("years in the reference of " + test.id()).isNotEmpty();
        assertThat(years(javadoc))
                .as("Javadoc of %s names the source of %s", holder.getSimpleName(), test.id())
                .containsAll(years);
    }

    private static List<String> years(String text) {
        return YEAR.matcher(text).results().map(MatchResult::group).toList();
    }

    /** The class with the registry entry. */
    private static Class<?> holder(StatTest test) {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            List<? extends Class<?>> holders = sources.map(p -> p.getFileName().toString())
                    .filter(name -> name.matches("[A-Z]\\w*\\.java") && !name.equals("StatTests.java"))
                    .map(name -> load("floodmark.stats." + name.substring(0, name.length() - 5)))
                    .filter(type -> Arrays.stream(type.getDeclaredFields()).anyMatch(holds(test)))
                    .toList();
            assertThat(holders).as("classes with the entry of " + test.id()).hasSize(1);
            return holders.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Predicate<Field> holds(StatTest test) {
        return field -> {
            try {
                return field.getType() == StatTest.class && field.get(null) == test;
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String javadoc(Class<?> type) {
        try {
            String source = Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
            int end = source.indexOf(" class " + type.getSimpleName() + " ");
            assertThat(end).as("declaration of " + type.getSimpleName()).isPositive();
            String before = source.substring(0, end);
            return before.substring(before.lastIndexOf("/**")).replaceAll("\\s*\\n \\* ?", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
