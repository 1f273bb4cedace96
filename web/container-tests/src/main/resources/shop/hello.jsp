<%@ page contentType="text/html;charset=UTF-8" %><!DOCTYPE html><title>Shop</title><p id="user">${pageContext.request.remoteUser}</p><p id="seen">${sessionScope.user}</p>
