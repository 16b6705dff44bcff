/** The way of a calibration: experiments shared out among threads, kept when they are done, and what they come to. */
@NullMarked
package floodmark.app.calibrate;

import org.jspecify.annotations.NullMarked;
