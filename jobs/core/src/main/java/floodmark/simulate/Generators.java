package floodmark.simulate;

import floodmark.simulate.reference.ReferenceGenerator;
import floodmark.simulate.shifted.ShiftedGenerator;

/** The generators that there are. */
public final class Generators {
    /** What models are fitted on. */
    public static final Generator REFERENCE = new ReferenceGenerator();

    /** Written apart from the other, with other mechanisms, parameters and noise: models are tested on it and never fitted. */
    public static final Generator SHIFTED = new ShiftedGenerator();

    private Generators() {}
}
