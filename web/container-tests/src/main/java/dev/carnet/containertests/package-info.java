/** What every container must show that keeps its sessions in Carnet, once for all of them. */
package dev.carnet.containertests;
