package floodmark.claim;

/**
 * The Admiralty code of a statement, spelled out: a letter for the source, a figure for the information, each judged apart from the
 * other. Its words are those of the NATO system as MISP's taxonomy {@code admiralty-scale} lists them.
 */
public final class Admiralty {
    private Admiralty() {}

    /**
     * Such as {@code source C, fairly reliable; information 3, possibly true}.
     *
     * @param grade a letter A to F and a figure 1 to 6, as {@link Statement#grade()} has it; anything else is refused by an exception
     */
    public static String words(String grade) {
        if (grade.length() != 2) {
            throw new IllegalArgumentException(grade + " is not an Admiralty code");
        }
        return "source " + grade.charAt(0) + ", " + source(grade.charAt(0)) + "; information " + grade.charAt(1) + ", "
                + information(grade.charAt(1));
    }

    private static String source(char letter) {
        return switch (letter) {
            case 'A' -> "completely reliable";
            case 'B' -> "usually reliable";
            case 'C' -> "fairly reliable";
            case 'D' -> "not usually reliable";
            case 'E' -> "unreliable";
            case 'F' -> "reliability cannot be judged";
            default -> throw new IllegalArgumentException(letter + " is no grade of a source");
        };
    }

    private static String information(char figure) {
        return switch (figure) {
            case '1' -> "confirmed by other sources";
            case '2' -> "probably true";
            case '3' -> "possibly true";
            case '4' -> "doubtful";
            case '5' -> "improbable";
            case '6' -> "truth cannot be judged";
            default -> throw new IllegalArgumentException(figure + " is no grade of information");
        };
    }
}
