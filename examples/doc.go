// Package examples holds ten news articles that were written for this project, so that anybody can try the program,
// and test it, without taking a line from anyone.
//
// It promises that every person, place and event in them is invented, and that the articles do not change under those
// who measure with them: labels of who says what lie beside them in the folder gold, and each label occurs in its
// article letter for letter. The program offers the articles by name, tests read them. The package knows of nothing
// that could read an article.
package examples
