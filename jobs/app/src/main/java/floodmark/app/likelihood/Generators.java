package floodmark.app.likelihood;

import floodmark.simulate.Generator;
import floodmark.simulate.reference.ReferenceGenerator;
import floodmark.simulate.shifted.ShiftedGenerator;

/** The generators that there are. */
final class Generators {
    /** What models are fitted on. */
    static final Generator REFERENCE = new ReferenceGenerator();

    /** Written apart from the other, with other mechanisms, parameters and noise: models are tested on it and never fitted. */
    static final Generator SHIFTED = new ShiftedGenerator();

    private Generators() {}
}
