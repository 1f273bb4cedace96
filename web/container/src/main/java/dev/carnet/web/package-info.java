/**
 * What the servlet filter and the modules for containers share: how a web application's sessions are opened, what a request
 * keeps of its session, what an outage is answered with. For the doors of Carnet; an application needs none of it.
 */
@NullMarked
package dev.carnet.web;

import org.jspecify.annotations.NullMarked;
